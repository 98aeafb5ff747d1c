// Small comforts. Everything works without this file.
"use strict";

// Leaving replaces this page in the history, so that "back" does not return to it; what this browser keeps is forgotten behind its back.
document.addEventListener("click", (event) => {
  const exit = event.target.closest("[data-exit]");
  if (exit) {
    event.preventDefault();
    document.body.hidden = true;
    if (exit.form) navigator.sendBeacon(exit.form.action);
    window.location.replace(exit.dataset.exit || exit.href);
    return;
  }
  if (event.target.closest("[data-print]")) window.print();
});

for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
// What few people open brings its script only then.
for (const fold of document.querySelectorAll("details[data-script]")) {
  fold.addEventListener("toggle", () => {
    document.head.append(Object.assign(document.createElement("script"), { src: fold.dataset.script }));
  }, { once: true });
}
document.querySelector("[data-focus]")?.focus();
