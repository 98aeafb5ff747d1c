// The one page on which a report is written, sealed and sent. What is typed stays in the page until it is sealed.

import { fileList } from "./files.js";
import { ask, complain, element, facts, field, guard, names, one, root, said, show, startWorker, texts, value } from "./house.js";
import { questionForm, questionnaires } from "./questions.js";
import { NOBODY, fingerprints, outgoing, writeReceipt } from "./sending.js";

const ANSWERS = ["what", "who", "when", "where", "how", "known", "amount"];
const LONG = [...ANSWERS, "place", "exclude", "name", "contact", "note"];
const TOP = "top";

let unit = { id: "", full: "" };
let worker;
let files;
let outgoings;
let asked = null; // the topic's questions as a form
const forms = new Map(); // by questionnaire, so that coming back to a topic brings its answers back
const sent = new Set();
let dirty = true;

const progress = (text) => (one("#progress").textContent = text);
const about = () => ({ route: value("route"), unit: unit.id, who: field("who"), exclude: field("exclude") });

export async function begin() {
  const [started, book] = await Promise.all([startWorker(), questionnaires()]);
  worker = started.acts;
  files = fileList();
  outgoings = outgoing(worker, progress);
  one("#slow").textContent = texts.slow;
  one("#slow").hidden = started.fast;
  one("#send").addEventListener("click", send);
  one("#unit-search").addEventListener("click", search);
  one("#unit-query").addEventListener("keydown", (event) => event.key === "Enter" && search());
  for (const choice of document.querySelectorAll("[name=topic]")) choice.addEventListener("change", () => showQuestions(book));
  for (const choice of document.querySelectorAll("[name=mode]")) choice.addEventListener("change", showIdentity);
  for (const choice of document.querySelectorAll("[name=route]")) choice.addEventListener("change", showOutside);
  one("#look-routes").addEventListener("click", lookAtRoutes);
  one("#look-keys").addEventListener("click", lookAtKeys);
  one("#noted").addEventListener("click", putAway);
  guard(() => dirty && (files.any() || asked?.any() || LONG.some((name) => field(name))));
  showIdentity();
  showQuestions(book);
  show("writing");
}

function showIdentity() {
  one("#group-identity").hidden = !["confidential", "open"].includes(value("mode"));
}

// The newest questions of the chosen topic, where it has any.
function showQuestions(book) {
  const found = Object.values(book).find((each) => each.newest && each.topics.includes(value("topic")));
  if (found && !forms.has(found.ref)) forms.set(found.ref, questionForm(found));
  asked = found ? forms.get(found.ref) : null;
  one("#questions").replaceChildren(...(asked ? [asked.node] : []));
  one("#group-questions").hidden = !asked;
}

// Where the very top is involved, the ways past the institution come first; then the choice is among the others.
function showOutside() {
  if (value("route") !== TOP) return;
  const top = one(`[name=route][value=${TOP}]`);
  top.checked = false;
  top.closest(".choice").hidden = true;
  one("#outside").hidden = false;
  one("#outside").focus();
}

// What the rules propose for this report, and which recipients it would be shut to. Unit and names pass the server's memory for it.
async function lookAtRoutes() {
  const list = one("#routes-said");
  try {
    const { proposed, shut } = await ask(root.dataset.recipients, { ...about(), topic: value("topic") });
    const lines = [...(proposed ? [said(texts.proposed, { who: proposed })] : [texts.proposed_none]), ...shut];
    list.replaceChildren(...lines.map((line) => element("li", {}, line)));
  } catch (error) {
    list.replaceChildren(element("li", {}, error.message));
  }
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
  if (asked) found.push(...asked.problems());
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

function draft() {
  const mode = value("mode");
  const identity = mode === "anonymous" ? NOBODY : { name: field("name"), contact: field("contact"), note: field("note") };
  const extra = asked?.answers() ?? {};
  const report = {
    topic: value("topic"),
    route: value("route").split(":")[0],
    mode,
    answers: Object.fromEntries(ANSWERS.map((name) => [name, field(name)])),
    unit: unit.id,
    unit_name: unit.full,
    place: field("place"),
    involved: names(field("who")),
    excluded: names(field("exclude")),
    unmatched: [],
    identity: mode === "open" ? identity : null,
    questionnaire: Object.keys(extra).length ? asked.ref : "",
    extra,
    form: "whistleblowing/1",
  };
  const confidential = mode === "confidential";
  return { about: about(), topic: value("topic"), report, identity: confidential ? identity : NOBODY, confidential, files, sent, seen: showFingerprints };
}

async function send() {
  const button = one("#send");
  const problems = missing();
  one("#problems").hidden = true;
  if (problems.length) return complain(one("#problems"), texts.fix, problems);
  button.disabled = true;
  try {
    await outgoings.send(draft());
    await showReceipt();
  } catch (error) {
    progress("");
    button.querySelector("span").textContent = texts.again;
    complain(one("#problems"), texts.not_sent, [{ sentence: error.message || texts.strange }]);
  } finally {
    button.disabled = false;
  }
}

async function lookAtKeys() {
  if (!value("route")) return complain(one("#problems"), texts.fix, [{ control: one("[name=route]"), sentence: texts.route }]);
  one("#problems").hidden = true;
  try {
    await showFingerprints(await outgoings.askKeys(about()));
  } catch (error) {
    one(".fingerprints").replaceChildren(element("li", {}, error.message));
  }
}

async function showFingerprints(keys) {
  for (const list of document.querySelectorAll(".fingerprints")) list.replaceChildren(...(await fingerprints(worker, keys)));
}

async function showReceipt() {
  await writeReceipt(worker, outgoings.receipt(), one("#receipt-words"), one("#receipt-digits"));
  progress("");
  forget();
  show("after");
}

// The words of the report are needed no more; only the receipt stands on the page until it was noted.
function forget() {
  for (const name of LONG) one(`[name=${name}]`).value = "";
  files.clear();
  forms.clear();
  asked = null;
  one("#questions").replaceChildren();
  dirty = false;
}

function putAway() {
  one("#receipt-words").replaceChildren();
  one("#receipt-digits").textContent = "";
  outgoings.forget();
  show("end");
}
