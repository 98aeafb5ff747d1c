// The mailbox in the browser: the words are typed here and stay here; ciphertexts come, and ciphertexts go.

import { fileList } from "./files.js";
import { further, inWords } from "./further.js";
import { ask, complain, element, facts, guard, one, root, said, show, startWorker, texts } from "./house.js";
import { questionnaires } from "./questions.js";
import { fileLinks, parsed } from "./taking.js";

const FROM_REPORTER = "reporter_in";
const TRIES = 5;
const AGAIN = ["taken", "late", "invalid"];

// Everything that is known while the mailbox is open; nothing of it outlives `leave`.
const session = { worker: null, proof: null, mailbox: null, box: null, key: null, fields: {}, talk: [], book: {} };
let files;
let parts;
const pending = new Map(); // sealed messages whose fate is not known, by address

const typed = (name) => one(`[name="${name}"]`);

export async function begin() {
  const [started, book] = await Promise.all([startWorker(), questionnaires()]);
  Object.assign(session, { worker: started.acts, book });
  files = fileList();
  one("#slow").textContent = texts.slow;
  one("#slow").hidden = started.fast;
  parts = further(session, { deliver, look, during });
  one("#open").addEventListener("click", () => during("#open", "#progress", "#problems", open));
  one("#send").addEventListener("click", () => during("#send", "#message-progress", "#message-problems", send, texts.message_not_sent));
  one("#leave").addEventListener("click", leave);
  guard(() => Boolean(session.proof) && (Boolean(typed("text").value.trim() || files.any()) || parts.any()));
  show("entering");
}

// One act at a time, with its button out of reach, and what goes wrong said beside it, under `title` where words could be lost.
async function during(button, progress, problems, act, title = "") {
  const [pressed, state, wrong] = [button, progress, problems].map(one); // an act may redraw the part that they stand in
  pressed.disabled = true;
  wrong.hidden = true;
  try {
    await act((text) => (state.textContent = text));
  } catch (error) {
    state.textContent = "";
    complain(wrong, title || sentence(error), title ? (error.problems ?? [{ sentence: sentence(error) }]) : []);
  } finally {
    pressed.disabled = false;
  }
}

function sentence(error) {
  if (!error.detail) return error.message;
  const { kind, other } = error.detail;
  return said(texts[kind === "unknown_word" && other ? "meant_word" : kind], error.detail);
}

async function open(progress) {
  const { worker } = session;
  const receipt = await worker.parse(typed("receipt").value);
  progress(texts.deriving);
  const { salt, ops, mem_kib: memKib } = await ask(root.dataset.salt, { locator: receipt.locator });
  if (ops > 16 || memKib > 262144) throw new Error(texts.strange);
  session.mailbox = await worker.derive(receipt.words, await worker.bytes(salt), ops, memKib);
  const given = { locator: receipt.locator, authenticator: await worker.base64(session.mailbox.authenticator) };
  progress(texts.opening);
  const contents = await ask(root.dataset.open, given);
  session.proof = given;
  typed("receipt").value = "";
  await draw(contents);
  progress("");
  show("opened");
}

// The mailbox as it is now.
const look = async () => draw(await ask(root.dataset.open, session.proof));

async function draw(contents) {
  const { key, fields } = await session.worker.openBox(contents, session.mailbox);
  Object.assign(session, { box: contents, key, fields });
  one("#status").textContent = contents.status;
  const row = (term, ...text) => element("div", { className: "summary-row" }, element("dt", {}, term), element("dd", {}, ...text));
  const due = (line) => row(line.title, `${line.text} ${line.date}${line.provisional ? ` (${texts.provisional})` : ""}`);
  one("#standing").replaceChildren(row(texts.number, element("code", {}, contents.number)), row(texts.opened, contents.opened), row(texts.route, contents.route), ...contents.deadlines.map(due));
  session.talk = contents.entries.map((entry) => ({ ...entry, mine: entry.channel === FROM_REPORTER, message: parsed(fields[entry.field]) }));
  one("#talk").replaceChildren(...session.talk.map((entry) => line(entry, fields)));
  one("#no-talk").hidden = contents.entries.length > 0;
  parts.draw();
}

function line(entry, fields) {
  const head = element("p", { className: "message-head" }, element("strong", {}, entry.who), ` · ${entry.day}`);
  const text = element("div", { className: "message-text" });
  const said = !(entry.field in fields) ? texts.elsewhere : !entry.message ? texts.damaged : inWords(session, entry.message);
  for (const paragraph of said.split("\n")) text.append(element("p", {}, paragraph));
  const ids = Array.isArray(entry.message?.files) ? entry.message.files : [];
  const carried = ids.map((id) => parsed(fields[`file/${id}`])).filter(Boolean);
  if (carried.length) text.append(fileLinks(session, carried));
  return element("li", { className: `message ${entry.mine ? "mine" : "theirs"}` }, head, text);
}

// Seal a message under the number that is free and send it, with what else belongs to it. What was sealed for the same words and did not
// come through is sent again as it is, so that it comes once. `make()` gives the message and the values beside it, anew each time.
async function deliver(address, make, { answers = false, ready = [], done = null, progress = () => {} } = {}) {
  for (let left = TRIES; ; left -= 1) {
    const { message, values = {} } = await make();
    const signature = JSON.stringify([message, ready.map(({ field }) => field.id)]);
    if (pending.get(address)?.signature !== signature) pending.delete(address);
    if (!pending.has(address)) {
      const { box, key, worker } = session;
      const whole = { text: "", kind: "message", files: ready.map(({ field }) => field.id), facts: {}, ...message };
      pending.set(address, { signature, values, sealed: await worker.sealMessage(key, box.record, box.next, whole, ready.map(({ field }) => field)) });
    }
    const { sealed, values: beside } = pending.get(address);
    try {
      if (done) await files.sent(ready, session.box.pass, progress, done);
      progress(texts.sending_message);
      const answer = await ask(address, { ...session.proof, ...sealed, answers, ...beside });
      pending.delete(address);
      return answer;
    } catch (error) {
      if (!AGAIN.includes(error.code) || left === 1) throw error;
      // Somebody else's message took the number, or the pass for files ran out: look again, and seal for what is free now.
      if (error.code === "taken") pending.delete(address);
      await look();
    }
  }
}

const sent = new Set();

async function send(progress) {
  const text = typed("text").value.replace(/\r\n?/g, "\n").replace(/\0/g, "").trim();
  if (!text && !files.any()) throw new Error(texts.empty);
  if ([...text].length > facts.long) throw new Error(said(texts.long, { most: facts.long, now: [...text].length }));
  const ready = await files.sealed(session.worker, progress);
  const contents = await deliver(root.dataset.message, async () => ({ message: { text } }), { answers: true, ready, done: sent, progress });
  typed("text").value = "";
  files.clear();
  await draw(contents);
  progress(texts.sent);
}

function leave() {
  Object.assign(session, { proof: null, mailbox: null, box: null, key: null, fields: {}, talk: [] });
  pending.clear();
  for (const place of ["#talk", "#standing"]) one(place).replaceChildren();
  one("#status").textContent = "";
  typed("text").value = "";
  files.clear();
  parts.clear();
  show("end");
}
