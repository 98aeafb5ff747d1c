// Talking to the page, to the worker and to the server. Nothing here keeps anything beyond the page.

export const root = document.getElementById("sealing");
export const texts = JSON.parse(document.getElementById("texts").textContent);
export const facts = JSON.parse(document.getElementById("facts").textContent);
export const one = (selector) => document.querySelector(selector);
export const value = (name) => (one(`[name="${name}"]:checked`) ?? one(`[name="${name}"]:not([type=radio])`))?.value ?? "";
// What was typed, with one kind of line end.
export const field = (name) => value(name).replace(/\r\n?/g, "\n").replace(/\0/g, "").trim();
export const names = (text) => [...new Set(text.split("\n").map((line) => line.trim().split(/\s+/).join(" ")).filter(Boolean))];
export const said = (text, words) => text.replace(/%\((\w+)\)s/g, (_whole, name) => words[name]);

export const NETWORK = "offline";

// What the server refused, or could not be asked; `code` is for the script, the message for the person, `left` seconds to wait.
export class Refusal extends Error {
  constructor(code, sentence, left = 0) {
    super(sentence);
    Object.assign(this, { code, left });
  }
}

const token = () => one("[name=csrfmiddlewaretoken]").value;

async function posted(url, body, headers) {
  let response;
  try {
    response = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token(), ...headers }, credentials: "same-origin", cache: "no-store" });
  } catch {
    throw new Refusal(NETWORK, texts.offline);
  }
  if (response.ok) return response;
  let refused;
  try {
    refused = await response.json();
  } catch {
    throw new Refusal("strange", texts.strange);
  }
  throw new Refusal(refused.problem ?? "strange", refused.sentence ?? texts.strange, refused.left ?? 0);
}

export async function ask(url, values) {
  const response = await posted(url, JSON.stringify(values), { "Content-Type": "application/json" });
  try {
    return await response.json();
  } catch {
    throw new Refusal(NETWORK, texts.offline); // the connection broke in the middle of the answer
  }
}

export async function sendFile(sealed, pass) {
  const url = root.dataset.file.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, sealed.id);
  await posted(url, sealed.blob, { "Content-Type": "application/octet-stream", "X-Pass": pass });
}

// A sealed file of the mailbox that `proof` opens.
export async function sealedFile(url, proof) {
  const response = await posted(url, JSON.stringify(proof), { "Content-Type": "application/json" });
  try {
    return await response.blob();
  } catch {
    throw new Refusal(NETWORK, texts.offline);
  }
}

// A cleaned copy made by the server, for a file whose sender agreed to show it.
export async function cleanedByServer(file) {
  const response = await posted(root.dataset.clean, file, { "Content-Type": "application/octet-stream" });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const end = bytes.indexOf(10);
  return { ...JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))), copy: new Blob([bytes.subarray(end + 1)]) };
}

// The worker as an object of functions: `await worker.derive(…)`.
export async function startWorker() {
  const worker = new Worker(root.dataset.worker);
  const waiting = new Map();
  let last = 0;
  const failAll = () => waiting.forEach(({ reject }) => reject(new Error(texts.failed)));
  worker.addEventListener("error", failAll);
  worker.addEventListener("message", ({ data: { id, result, error } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    error ? reject(Object.assign(new Error(error.message), { detail: error.detail })) : resolve(result);
  });
  const call = (act, ...args) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, act, args });
    });
  const response = await fetch(root.dataset.words);
  if (!response.ok) throw new Error(texts.failed);
  const { sodium, sealing, receipts } = root.dataset;
  const fast = await call("prepare", { sodium: sodium.split(" "), sealing, receipts, words: await response.text() });
  const acts = new Proxy({}, { get: (_none, act) => (act === "then" ? undefined : (...args) => call(act, ...args)) });
  return { fast, acts };
}

export const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

export function show(id) {
  for (const section of root.querySelectorAll(":scope > section")) section.hidden = section.id !== id;
  window.scrollTo(0, 0);
  one(`#${id} h1`).focus({ preventScroll: true });
}

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, given] of Object.entries(attributes)) key in made && key !== "list" ? (made[key] = given) : made.setAttribute(key, given);
  made.append(...children);
  return made;
}

// The summary of what is wrong: a heading and the sentences, those about a control leading to it.
export function complain(box, title, problems) {
  const lines = problems.map(({ control, sentence }) => {
    const link = control ? element("a", { href: `#${control.id}` }, sentence) : sentence;
    if (control) link.addEventListener("click", (event) => (event.preventDefault(), control.focus()));
    return element("li", {}, link);
  });
  box.replaceChildren(element("h2", {}, title), element("ul", {}, ...lines));
  box.hidden = false;
  box.focus();
}

// A closing page would lose what stands on it; the browser asks first as long as `dirty()` says so. Leaving in a hurry is never asked about.
export function guard(dirty) {
  let hurry = false;
  document.addEventListener("click", (event) => (hurry ||= Boolean(event.target.closest("[data-exit]"))), true);
  window.addEventListener("beforeunload", (event) => {
    if (!hurry && dirty()) event.preventDefault();
  });
}
