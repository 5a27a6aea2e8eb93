// Screen readers and keyboard users start at what went wrong.
document.querySelector("[data-focus]")?.focus();
