// What leaves the mailbox for the device, when the person asks for it: files, and a calendar's days.

import { element, one, sealedFile, texts } from "./house.js";

export function parsed(text) {
  try {
    const found = JSON.parse(text);
    return typeof found === "object" ? found : null;
  } catch {
    return null;
  }
}

// Handed to the browser's own way of saving, as something that no browser shows.
export function save(content, name) {
  const link = element("a", { href: URL.createObjectURL(new Blob([content], { type: "application/octet-stream" })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// The files of a message or of the report: fetched sealed, unsealed here, and saved under the names that were sealed.
export function fileLinks(session, fields) {
  const state = element("p", { role: "status" });
  const lines = fields.map((field) => {
    const button = element("button", { type: "button", className: "button secondary small" }, String(field.name));
    button.addEventListener("click", async () => {
      button.disabled = true;
      state.textContent = texts.fetching;
      try {
        const url = one("#sealing").dataset.sealedFile.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, String(field.id));
        save(await session.worker.openFile(await sealedFile(url, session.proof), String(field.key), String(field.id)), String(field.name));
        state.textContent = "";
      } catch (error) {
        state.textContent = error.code ? error.message : texts.file_damaged;
      } finally {
        button.disabled = false;
      }
    });
    return element("li", {}, button);
  });
  return element("div", {}, element("ul", { className: "files" }, ...lines), state);
}
