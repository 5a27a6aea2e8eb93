// Warn before typed text is lost: only when a form really differs from what the server sent.
const forms = [...document.querySelectorAll("form[data-unsaved-warning]")];

function content(form) {
  const pairs = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  return JSON.stringify(pairs.map(([name, value]) => [name, value instanceof File ? value.name : value]));
}

const initial = new Map(forms.map((form) => [form, content(form)]));
let submitting = false;

function unsaved(form) {
  return "unsavedInitially" in form.dataset || content(form) !== initial.get(form);
}

document.addEventListener("submit", (event) => {
  submitting = forms.includes(event.target) && !event.defaultPrevented;
});

// The link says it already, and what was typed is kept (autosave.js).
document.addEventListener("click", (event) => {
  const inNewTab = event.ctrlKey || event.metaKey || event.shiftKey;
  submitting ||= !inNewTab && Boolean(event.target.closest("[data-without-saving]"));
});

window.addEventListener("beforeunload", (event) => {
  if (!submitting && forms.some(unsaved)) event.preventDefault();
});

// The back button may bring the page back as it was left, in the middle of submitting.
window.addEventListener("pageshow", () => {
  submitting = false;
});
