// Small comforts. Everything works without this file.
"use strict";

// Leaving replaces this page in the history, so that "back" does not return to it.
document.addEventListener("click", (event) => {
  const exit = event.target.closest("[data-exit]");
  if (exit) {
    event.preventDefault();
    document.body.hidden = true;
    window.location.replace(exit.href);
    return;
  }
  if (event.target.closest("[data-print]")) window.print();
});

for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
document.querySelector("[data-focus]")?.focus();
