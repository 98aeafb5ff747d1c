// Passkeys: hands what stands on the page to allauth's own script. Without this file, passwords and codes work as before.
"use strict";

const holder = document.querySelector("[data-passkey]");
const able = window.PublicKeyCredential && window.isSecureContext && !/^[\d.:[\]]+$/.test(window.location.hostname);

if (holder && able && window.allauth) {
  const options = holder.querySelector("[data-passkey-options]");
  const ids = { credential: holder.querySelector("input[name=credential]").id };
  for (const name of ["add", "login", "authenticate", "passwordless"]) {
    const element = document.querySelector(`[data-passkey-${name}]`) || (name === "passwordless" ? holder.querySelector("input[name=passwordless]") : null);
    if (element) ids[name] = element.id;
  }
  const data = options ? JSON.parse(options.dataset.passkeyOptions) : undefined;
  window.allauth.webauthn.forms[holder.dataset.passkey]({ ids, data });
  for (const part of document.querySelectorAll("[data-passkey-shown]")) part.hidden = false;
} else {
  for (const part of document.querySelectorAll("[data-passkey-missing]")) part.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const part of document.querySelectorAll("[data-passkey-failed]")) part.hidden = false;
});
