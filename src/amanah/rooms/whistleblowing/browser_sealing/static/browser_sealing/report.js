// The one page on which a report is written, sealed and sent. What is typed stays in the page until it is sealed.

import { fileList } from "./files.js";
import { ask, complain, element, facts, guard, one, pause, root, said, show, startWorker, texts, value } from "./house.js";

const ANSWERS = ["what", "who", "when", "where", "how", "known", "amount"];
const LONG = [...ANSWERS, "place", "exclude", "name", "contact", "note"];
const TRIES = 4;
const MOST_BYTES = 1024 * 1024 - 1;
// What the server says when the same report only needs other keys or another number: done again without asking the person.
const ANEW = new Set(["late", "invalid", "changed", "locator"]);

// One report and everything about it that must not change when it is sent again.
const report = { caseId: crypto.randomUUID(), identityId: crypto.randomUUID(), receipt: null, mailbox: null, sent: new Set() };
let unit = { id: "", full: "" };
let worker;
let files;
let dirty = true;

const field = (name) => value(name).replace(/\r\n?/g, "\n").replace(/\0/g, "").trim();
const names = (text) => [...new Set(text.split("\n").map((line) => line.trim().split(/\s+/).join(" ")).filter(Boolean))];
const progress = (text) => (one("#progress").textContent = text);

export async function begin() {
  const started = await startWorker();
  worker = started.acts;
  files = fileList();
  one("#slow").textContent = texts.slow;
  one("#slow").hidden = started.fast;
  one("#send").addEventListener("click", send);
  one("#unit-search").addEventListener("click", search);
  one("#unit-query").addEventListener("keydown", (event) => event.key === "Enter" && search());
  for (const choice of document.querySelectorAll("[name=mode]")) choice.addEventListener("change", showIdentity);
  one("#look-keys").addEventListener("click", lookAtKeys);
  one("#noted").addEventListener("click", putAway);
  guard(() => dirty && (files.any() || LONG.some((name) => field(name))));
  showIdentity();
  show("writing");
}

function showIdentity() {
  one("#group-identity").hidden = !["confidential", "open"].includes(value("mode"));
}

async function search() {
  const found = one("#unit-found");
  try {
    const { units, more } = await ask(root.dataset.units, { query: one("#unit-query").value });
    const lines = [...units, { id: "", full: texts.unit_unsure, name: texts.unit_unsure }].map((line) => unitChoice(line));
    found.replaceChildren(...lines);
    if (!units.length) found.append(element("p", { className: "hint" }, texts.unit_none));
    if (more) found.append(element("p", { className: "hint" }, texts.unit_more));
  } catch (error) {
    found.replaceChildren(element("p", { className: "hint" }, error.message));
  }
}

function unitChoice({ id, name, full }) {
  const radio = element("input", { type: "radio", name: "unit-choice", id: `unit-${id || "unsure"}`, checked: unit.id === id });
  radio.addEventListener("change", () => (unit = id ? { id, full } : { id: "", full: "" }));
  const label = element("label", { htmlFor: radio.id }, name);
  if (full !== name) label.append(element("span", { className: "hint" }, full));
  return element("div", { className: "choice" }, radio, label);
}

// What is missing or too long, each with the control to go to.
function missing() {
  const found = [];
  const wrong = (name, sentence) => found.push({ control: one(`[name=${name}]`), sentence });
  if (!value("topic")) wrong("topic", texts.topic);
  if (!field("what")) wrong("what", texts.what);
  if (!value("mode")) wrong("mode", texts.mode);
  else if (value("mode") !== "anonymous" && !field("name")) wrong("name", texts.name);
  if (!value("route")) wrong("route", texts.route);
  for (const name of ["who", "exclude"]) if (names(field(name)).length > facts.names) wrong(name, said(texts.names, { most: facts.names }));
  for (const name of LONG) {
    const length = [...field(name)].length;
    if (length > facts.long) wrong(name, said(texts.long, { most: facts.long, now: length }));
  }
  return found;
}

function written(keys, sealed) {
  const mode = value("mode");
  const identity = mode === "anonymous" ? { name: "", contact: "", note: "" } : { name: field("name"), contact: field("contact"), note: field("note") };
  const content = {
    topic: value("topic"),
    route: value("route"),
    mode,
    answers: Object.fromEntries(ANSWERS.map((name) => [name, field(name)])),
    unit: unit.id,
    unit_name: unit.full,
    place: field("place"),
    involved: names(field("who")),
    excluded: names(field("exclude")),
    unmatched: [],
    files: sealed.map((one) => one.field.id),
    identity: mode === "open" ? identity : null,
    form: "whistleblowing/1",
  };
  const empty = { name: "", contact: "", note: "" };
  return { report: content, identity: mode === "confidential" ? identity : empty };
}

async function send() {
  const button = one("#send");
  const problems = missing();
  one("#problems").hidden = true;
  if (problems.length) return complain(one("#problems"), texts.fix, problems);
  button.disabled = true;
  try {
    await tryToSend();
    showReceipt();
  } catch (error) {
    progress("");
    button.querySelector("span").textContent = texts.again;
    complain(one("#problems"), texts.not_sent, [{ sentence: error.message || texts.strange }]);
  } finally {
    button.disabled = false;
  }
}

async function tryToSend() {
  report.receipt ??= await worker.newReceipt();
  if (!report.mailbox) {
    progress(texts.deriving);
    const salt = await worker.newSalt();
    report.mailbox = { salt, ...(await worker.derive(report.receipt.words, salt, facts.ops, facts.mem_kib)) };
  }
  for (let left = TRIES; ; left -= 1) {
    try {
      return await sendOnce();
    } catch (error) {
      if (error.code === "wait") {
        progress(error.message);
        await pause(error.left + 1);
        left += 1; // waiting is no failure
        continue;
      }
      if (!ANEW.has(error.code) || left === 1) throw error;
      if (error.code === "locator") report.receipt = { ...report.receipt, locator: await worker.newLocator() };
    }
  }
}

// Unit and names pass the server's memory here; the answer is for whom to seal, with a ticket.
async function askKeys() {
  const keys = await ask(root.dataset.keys, { case: report.caseId, route: value("route"), unit: unit.id, who: field("who"), exclude: field("exclude") });
  await showFingerprints(keys);
  return keys;
}

async function lookAtKeys() {
  if (!value("route")) return complain(one("#problems"), texts.fix, [{ control: one("[name=route]"), sentence: texts.route }]);
  one("#problems").hidden = true;
  try {
    await askKeys();
  } catch (error) {
    one(".fingerprints").replaceChildren(element("li", {}, error.message));
  }
}

async function sendOnce() {
  const sealed = await files.sealed(worker, progress);
  progress(texts.asking_keys);
  const keys = await askKeys();
  if (value("mode") === "confidential" && keys.custodians.every((line) => line.recovery)) throw new Error(texts.custodian);
  progress(texts.sealing);
  const content = written(keys, sealed);
  if (new TextEncoder().encode(JSON.stringify(content)).length > MOST_BYTES) throw new Error(texts.too_much_text);
  const boxes = await worker.sealReport({ ...report, ...content, files: sealed.map((one) => one.field), keys });
  await files.sent(sealed, keys.pass, progress, report.sent);
  progress(texts.sending);
  const { mailbox, receipt } = report;
  await ask(root.dataset.send, {
    case: report.caseId,
    ticket: keys.ticket,
    topic: value("topic"),
    ...boxes,
    mailbox: {
      locator: receipt.locator,
      salt: await worker.base64(mailbox.salt),
      ops: facts.ops,
      mem_kib: facts.mem_kib,
      public: await worker.base64(mailbox.publicKey),
      authenticator_hash: await worker.base64(mailbox.hash),
    },
    files: sealed.map(({ field: one }) => ({ id: one.id, sha256: one.sealed_sha256 })),
  });
}

async function showFingerprints(keys) {
  const lines = [
    ...(await worker.fingerprints(keys.readers)).map((line) => [line.recovery ? texts.recovery : texts.reader, line]),
    ...(await worker.fingerprints(keys.custodians)).filter((line) => !line.recovery).map((line) => [texts.custodian_key, line]),
  ];
  for (const list of document.querySelectorAll(".fingerprints")) {
    list.replaceChildren(...lines.map(([kind, line]) => element("li", {}, `${kind}: `, element("code", {}, line.fingerprint))));
  }
}

async function showReceipt() {
  const { words, locator } = report.receipt;
  const digits = await worker.digitsOf(locator, words);
  one("#receipt-words").replaceChildren(...words.map((word) => element("li", {}, element("span", {}, word))));
  one("#receipt-digits").textContent = digits.match(/.{3}/g).join(" ");
  progress("");
  forget();
  show("after");
}

// The words of the report are needed no more; only the receipt stands on the page until it was noted.
function forget() {
  for (const name of LONG) one(`[name=${name}]`).value = "";
  files.clear();
  dirty = false;
}

function putAway() {
  one("#receipt-words").replaceChildren();
  one("#receipt-digits").textContent = "";
  Object.assign(report, { receipt: null, mailbox: null });
  show("end");
}
