// Saving without a connection would put the browser's own error page in the place of what was typed.
function tell(form) {
  const notice = form.querySelector(".no-connection") ?? document.createElement("div");
  notice.className = "notice notice--warning no-connection";
  notice.setAttribute("role", "alert");
  notice.innerHTML = "<p><strong>Geen verbinding met internet.</strong> Er is niets opgeslagen. " +
    "Uw tekst staat nog op deze pagina: laat die open en sla opnieuw op als er weer verbinding is.</p>";
  form.append(notice);
  notice.scrollIntoView({ block: "nearest" });
}

// Before the other listeners: what stays on the page is not leaving it.
document.addEventListener(
  "submit",
  (event) => {
    if (navigator.onLine || !event.target.matches("form[data-unsaved-warning]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    tell(event.target);
    document.dispatchEvent(new Event("not-sent"));
  },
  true,
);
window.addEventListener("online", () => document.querySelectorAll(".no-connection").forEach((notice) => notice.remove()));
