// Keep typed text of an open form on the server, beside the record: a browser that closes loses nothing.
// Saving the form is still up to the person.
const time = { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Amsterdam" };
const now = () => new Date().toLocaleTimeString("nl-NL", time).replace(":", ".");

function typedText(form) {
  const secret = new Set([...form.querySelectorAll("[type=password]")].map((input) => input.name));
  const pairs = [...new FormData(form)].filter(([name, value]) => !(value instanceof File || secret.has(name)));
  return new URLSearchParams(pairs).toString();
}

// Typed without a connection: kept in this browser, of this person, until the portal can be reached again.
function keptHere(identity) {
  const { autosaveOwner, autosaveForm } = identity.dataset;
  const key = ["typed", autosaveOwner, autosaveForm, location.pathname + location.search].join(":");
  const quietly = (action) => {
    try {
      return action();
    } catch {
      return null; // a browser that keeps nothing
    }
  };
  return {
    get: () => quietly(() => localStorage.getItem(key)),
    put: (text) => quietly(() => localStorage.setItem(key, text)),
    forget: () => quietly(() => localStorage.removeItem(key)),
  };
}

async function bringBack(identity, here) {
  const text = here.get();
  if (!text || !navigator.onLine) return;
  const fields = new URLSearchParams(text);
  for (const name of ["form_identity", "csrfmiddlewaretoken"]) fields.set(name, identity.form.elements[name].value);
  const answer = await fetch(identity.dataset.autosave, { method: "POST", body: fields, redirect: "manual" });
  if (answer.status !== 204) return;
  here.forget();
  location.reload();
}

function watch(identity) {
  const form = identity.form;
  const here = keptHere(identity);
  const status = form.appendChild(document.createElement("p"));
  status.className = "autosave-status hint";
  status.setAttribute("role", "status");
  const initial = "unsavedInitially" in form.dataset ? null : typedText(form);
  let kept = typedText(form);
  let timer, sending;
  let leaving = false;

  async function keep(atLeaving) {
    clearTimeout(timer);
    const text = typedText(form);
    if (leaving || text === kept) return;
    kept = text;
    if (!navigator.onLine) here.put(text);
    sending = new AbortController();
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    const body = text === initial ? `${text}&ongewijzigd=ja` : text;
    const request = { method: "POST", headers, body, redirect: "manual", signal: sending.signal };
    try {
      const answer = await fetch(identity.dataset.autosave, { ...request, keepalive: atLeaving && text.length < 60000 });
      if (answer.status === 204) here.forget();
      if (answer.status === 204)
        status.textContent = text === initial ? "" : `Nog niet opgeslagen. Tekst bewaard om ${now()} uur`;
      else if (answer.type === "opaqueredirect")
        status.textContent = "Uw sessie is verlopen. Sla op en log in: uw tekst gaat mee.";
      else throw new Error(answer.status);
    } catch (error) {
      if (error.name === "AbortError") return;
      kept = "";
      status.textContent = "Uw tekst kan nu niet worden bewaard. Sla op voordat u de pagina verlaat.";
    }
  }

  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, () => {
      clearTimeout(timer);
      timer = setTimeout(keep, Number(identity.dataset.autosaveWait), false);
    });
  }
  // Saved or thrown away: what is still on its way must not come back as unsaved text.
  document.addEventListener("submit", (event) => {
    if (event.target !== form && event.target.dataset.throwsAway !== identity.dataset.autosaveForm) return;
    leaving = true;
    here.forget();
    clearTimeout(timer);
    sending?.abort();
  });
  document.addEventListener("not-sent", () => keep(false));
  window.addEventListener("online", () => keep(false));
  document.addEventListener("visibilitychange", () => document.hidden && keep(true));
  window.addEventListener("pagehide", () => keep(true));
  window.addEventListener("pageshow", () => {
    leaving = false;
  });
  bringBack(identity, here);
}

document.querySelectorAll("input[data-autosave]").forEach(watch);
