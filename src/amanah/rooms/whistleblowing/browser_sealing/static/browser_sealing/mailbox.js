// The mailbox in the browser: the words are typed here and stay here; ciphertexts come, and ciphertexts go.

import { fileList } from "./files.js";
import { ask, complain, element, facts, guard, one, root, said, show, startWorker, texts } from "./house.js";

const FROM_REPORTER = "reporter_in";
const WORDS_ONLY = new Set(["message", "do_not_contact", "contact_again"]);
const TRIES = 5;

let worker;
let files;
let proof; // locator and authenticator, in the form in which they are sent
let mailbox; // the key pair
let box; // what the server gave last
let key; // the record's content key
let pending; // a sealed message whose fate is not known

const typed = (name) => one(`[name=${name}]`);

export async function begin() {
  const started = await startWorker();
  worker = started.acts;
  files = fileList();
  one("#slow").textContent = texts.slow;
  one("#slow").hidden = started.fast;
  one("#open").addEventListener("click", () => during("#open", "#progress", "#problems", open));
  one("#send").addEventListener("click", () => during("#send", "#message-progress", "#message-problems", send));
  one("#leave").addEventListener("click", leave);
  typed("text").addEventListener("input", () => (pending = null));
  guard(() => Boolean(proof) && Boolean(typed("text").value.trim() || files.any()));
  show("entering");
}

// One act at a time, with its button out of reach, and what goes wrong said beside it.
async function during(button, progress, problems, act) {
  one(button).disabled = true;
  one(problems).hidden = true;
  try {
    await act((text) => (one(progress).textContent = text));
  } catch (error) {
    one(progress).textContent = "";
    complain(one(problems), act === send ? texts.not_sent : sentence(error), act === send ? [{ sentence: sentence(error) }] : []);
  } finally {
    one(button).disabled = false;
  }
}

function sentence(error) {
  if (!error.detail) return error.message;
  const { kind, other } = error.detail;
  return said(texts[kind === "unknown_word" && other ? "meant_word" : kind], error.detail);
}

async function open(progress) {
  const receipt = await worker.parse(typed("receipt").value);
  progress(texts.deriving);
  const { salt, ops, mem_kib: memKib } = await ask(root.dataset.salt, { locator: receipt.locator });
  if (ops > 16 || memKib > 262144) throw new Error(texts.strange);
  mailbox = await worker.derive(receipt.words, await worker.bytes(salt), ops, memKib);
  const given = { locator: receipt.locator, authenticator: await worker.base64(mailbox.authenticator) };
  progress(texts.opening);
  const contents = await ask(root.dataset.open, given);
  proof = given;
  typed("receipt").value = "";
  await draw(contents);
  progress("");
  show("opened");
}

async function draw(contents) {
  box = contents;
  const opened = await worker.openBox(box, mailbox);
  key = opened.key;
  one("#status").textContent = box.status;
  const row = (term, ...text) => element("div", { className: "summary-row" }, element("dt", {}, term), element("dd", {}, ...text));
  const due = (line) => row(line.title, `${line.text} ${line.date}${line.provisional ? ` (${texts.provisional})` : ""}`);
  one("#standing").replaceChildren(row(texts.number, element("code", {}, box.number)), row(texts.opened, box.opened), row(texts.route, box.route), ...box.deadlines.map(due));
  one("#talk").replaceChildren(...box.entries.map((entry) => line(entry, opened.fields)));
  one("#no-talk").hidden = box.entries.length > 0;
}

function line(entry, fields) {
  const head = element("p", { className: "message-head" }, element("strong", {}, entry.who), ` · ${entry.day}`);
  const text = element("div", { className: "message-text" });
  const message = parsed(fields[entry.field]);
  if (!(entry.field in fields)) text.append(texts.elsewhere);
  else if (!message) text.append(texts.damaged);
  else if (!WORDS_ONLY.has(message.kind)) text.append(texts.elsewhere);
  else for (const paragraph of (message.kind === "message" ? message.text : texts[message.kind]).split("\n")) text.append(element("p", {}, paragraph));
  const carried = (Array.isArray(message?.files) ? message.files : []).map((id) => parsed(fields[`file/${id}`])).filter(Boolean);
  if (carried.length) text.append(element("ul", { className: "files" }, ...carried.map((file) => element("li", {}, String(file.name)))));
  return element("li", { className: `message ${entry.channel === FROM_REPORTER ? "mine" : "theirs"}` }, head, text);
}

function parsed(text) {
  try {
    const found = JSON.parse(text);
    return typeof found === "object" ? found : null;
  } catch {
    return null;
  }
}

async function send(progress) {
  const text = typed("text").value.replace(/\r\n?/g, "\n").replace(/\0/g, "").trim();
  if (!text && !files.any()) throw new Error(texts.empty);
  if ([...text].length > facts.long) throw new Error(said(texts.long, { most: facts.long, now: [...text].length }));
  const sealed = await files.sealed(worker, progress);
  const ids = sealed.map(({ field }) => field.id);
  for (let left = TRIES; ; left -= 1) {
    if (pending?.ids.join() !== ids.join()) pending = null;
    pending ??= { ids, done: new Set(), sealed: null };
    pending.sealed ??= await worker.sealMessage(key, box.record, box.next, { text, kind: "message", files: ids, facts: {} }, sealed.map(({ field }) => field));
    try {
      await files.sent(sealed, box.pass, progress, pending.done);
      progress(texts.sending);
      const contents = await ask(root.dataset.message, { ...proof, ...pending.sealed, answers: true });
      pending = null;
      typed("text").value = "";
      files.clear();
      await draw(contents);
      progress(texts.sent);
      return;
    } catch (error) {
      if (!["taken", "late", "invalid"].includes(error.code) || left === 1) throw error;
      // Somebody else's message took the number, or the pass for files ran out: look again, and seal for what is free now.
      box = await ask(root.dataset.open, proof);
      if (error.code === "taken") pending.sealed = null;
    }
  }
}

function leave() {
  proof = mailbox = box = key = pending = null;
  one("#talk").replaceChildren();
  one("#standing").replaceChildren();
  one("#status").textContent = "";
  typed("text").value = "";
  files.clear();
  show("end");
}
