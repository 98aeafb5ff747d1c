// Questionnaires from data: which questions are open, what is kept of an answer, and how answers are read again. The rules are those of
// questionnaires/questions.py and answers.py, which judge the same answers anew when they are opened.

import { element, facts, one, said, texts } from "./house.js";

const DAY = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/;
const MONEY = /^(?:rp\.?\s*)?(\d{1,3}(?:\.\d{3})+|\d+(?:,\d{1,2})?)\s*(ribu|rb|juta|jt|miliar)?(?:\s*rupiah)?$/i;
const TIMES = { "": 1n, ribu: 1000n, rb: 1000n, juta: 1000000n, jt: 1000000n, miliar: 1000000000n };
const MOST_DIGITS = 15;
const LEAST_RUPIAH = 1000;
const MOST_IN_SIGHT = 4;
const CHOICES = ["choice", "yes_no"];

export function asDay(text) {
  const [, day, month, year] = text.match(DAY) ?? [];
  const found = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const real = day && Number(year) >= 1 && found.getUTCMonth() === Number(month) - 1 && found.getUTCDate() === Number(day);
  return real && Number(year) > 99 ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : text;
}

export function asAmount(text) {
  const [, digits, unit = ""] = text.match(MONEY) ?? [];
  if (!digits) return text;
  const [whole, part = ""] = digits.replaceAll(".", "").split(",");
  const hundredths = (BigInt(whole) * 100n + BigInt(part.padEnd(2, "0"))) * TIMES[unit.toLowerCase()];
  const number = String(hundredths / 100n);
  return hundredths % 100n === 0n && number.length <= MOST_DIGITS ? number : text;
}

// What is kept of a typed text.
export function normal(kind, typed) {
  const text = typed.replace(/\r\n?/g, "\n").replace(/\0/g, "").trim();
  return kind === "when" ? asDay(text) : kind === "amount" ? asAmount(text) : text;
}

// The questions that these answers open; one whose own condition fails answers no other's.
export function visible(questions, answers) {
  const shown = [];
  for (const question of questions) {
    const rule = question.shown_if;
    const given = [answers[rule?.question] ?? ""].flat();
    if (!rule || (shown.some((other) => other.key === rule.question) && given.some((value) => rule.values.includes(value)))) shown.push(question);
  }
  return shown;
}

const filled = (value) => Boolean(value?.length);

function labelled(question, id, control) {
  const hint = question.help ? [element("div", { className: "hint", id: `${id}-hint` }, question.help)] : [];
  if (hint.length) control.setAttribute("aria-describedby", `${id}-hint`);
  return element("div", { className: "field" }, element("label", { className: "label", htmlFor: id }, question.text), ...hint, control);
}

function grouped(question, id, content) {
  const hint = question.help ? [element("div", { className: "hint", id: `${id}-hint` }, question.help)] : [];
  const group = element("fieldset", { className: "field", id }, element("legend", { className: "label" }, question.text), ...hint, ...content);
  if (hint.length) group.setAttribute("aria-describedby", `${id}-hint`);
  return group;
}

// One control: its node, what is kept of it, and the element to go to when something is wrong with it.
function control(question, id, within) {
  const several = question.kind === "several";
  if (several || (CHOICES.includes(question.kind) && !within && question.options.length <= MOST_IN_SIGHT)) {
    const inputs = question.options.map(({ key }) => element("input", { type: several ? "checkbox" : "radio", name: id, id: `${id}-${key}`, value: key }));
    const lines = inputs.map((input, at) => element("div", { className: "choice" }, input, element("label", { htmlFor: input.id }, element("span", {}, question.options[at].text))));
    const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
    return { node: grouped(question, id, [element("div", { className: "choices" }, ...lines)]), focus: inputs[0], value: () => (several ? chosen() : (chosen()[0] ?? "")) };
  }
  if (CHOICES.includes(question.kind)) {
    const options = [{ key: "", text: "–" }, ...question.options].map(({ key, text }) => element("option", { value: key }, text));
    const select = element("select", { id, autocomplete: "off" }, ...options);
    return { node: labelled(question, id, select), focus: select, value: () => select.value };
  }
  const quiet = { id, autocomplete: "off", spellcheck: false };
  const input = question.kind === "long" ? element("textarea", { ...quiet, rows: within ? 3 : 4 }) : element("input", { type: "text", ...quiet });
  return { node: labelled(question, id, input), focus: input, value: () => normal(question.kind, input.value) };
}

// Several entries of the same questions, added and taken away.
function entries(question, id) {
  const list = element("div");
  const rows = [];
  let made = 0;
  const more = element("button", { type: "button", className: "button secondary" }, element("span", {}, texts.more, unseen(` ${question.one}`)));

  function unseen(text) {
    return element("span", { className: "unseen" }, text);
  }

  function drawn() {
    rows.forEach((row, at) => {
      row.legend.textContent = `${question.one} ${at + 1}`;
      row.remove.replaceChildren(element("span", {}, texts.remove, unseen(` ${question.one} ${at + 1}`)));
      row.less.hidden = rows.length < 2;
    });
    more.hidden = rows.length >= question.most;
  }

  function add() {
    made += 1;
    const controls = question.fields.map((field) => [field, control(field, `${id}-${made}-${field.key}`, true)]);
    const legend = element("legend", { className: "label" });
    const remove = element("button", { type: "button", className: "button secondary small" });
    const less = element("p", { className: "actions" }, remove);
    const node = element("fieldset", { className: "field entry" }, legend, ...controls.map(([, made_]) => made_.node), less);
    const row = { node, legend, remove, less, controls };
    remove.addEventListener("click", () => {
      rows.splice(rows.indexOf(row), 1);
      node.remove();
      drawn();
      more.focus();
    });
    rows.push(row);
    list.append(node);
    drawn();
    return row;
  }

  more.addEventListener("click", () => add().controls[0][1].focus.focus());
  add();
  const kept = (row) => Object.fromEntries(row.controls.map(([field, part]) => [field.key, part.value()]).filter(([, value]) => filled(value)));
  const problems = () => rows.flatMap((row) => row.controls.flatMap(([field, part]) => tooLong(field, part)));
  return {
    node: grouped(question, id, [list, element("p", { className: "actions" }, more)]),
    focus: more,
    value: () => rows.map(kept).filter((entry) => Object.keys(entry).length),
    problems,
  };
}

function tooLong(question, part) {
  const most = facts.longest[question.kind];
  const length = most ? [...part.value()].length : 0;
  return length > most ? [{ control: part.focus, sentence: `${question.text}: ${said(texts.long, { most, now: length })}` }] : [];
}

// A questionnaire as a form that opens and shuts its questions by itself. `answers()` is what is kept, of the open questions alone.
export function questionForm(questionnaire) {
  const id = `q-${questionnaire.ref.replace("/", "-")}`;
  const parts = new Map(
    questionnaire.questions.map((question) => [question.key, question.kind === "entries" ? entries(question, `${id}-${question.key}`) : control(question, `${id}-${question.key}`, false)]),
  );
  const all = () => Object.fromEntries([...parts].map(([key, part]) => [key, part.value()]).filter(([, value]) => filled(value)));
  const open = () => visible(questionnaire.questions, all());

  function answers() {
    const given = all();
    return Object.fromEntries(open().filter(({ key }) => key in given).map(({ key }) => [key, given[key]]));
  }

  function problems() {
    const given = answers();
    const wrong = (question) => {
      const part = parts.get(question.key);
      if (question.required && question.kind !== "entries" && !(question.key in given)) return [{ control: part.focus, sentence: `${question.text} ${texts.needed}` }];
      return part.problems ? part.problems() : tooLong(question, part);
    };
    return open().flatMap(wrong);
  }

  function show() {
    const now = new Set(open().map(({ key }) => key));
    for (const [key, part] of parts) part.node.hidden = !now.has(key);
  }

  const node = element("div", {}, element("p", {}, questionnaire.lead), ...[...parts.values()].map((part) => part.node));
  node.addEventListener("change", show);
  show();
  return { node, ref: questionnaire.ref, answers, problems, any: () => Object.keys(answers()).length > 0 };
}

const optionOf = (question, key) => question.options.find((option) => option.key === key)?.text ?? key;

function inWords(question, value) {
  if (question.kind === "several" && Array.isArray(value)) return value.map((key) => optionOf(question, key)).join("; ");
  if (CHOICES.includes(question.kind)) return optionOf(question, value);
  const language = document.documentElement.lang;
  const day = question.kind === "when" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(value) : null;
  if (day && !Number.isNaN(day.getTime())) return new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(day);
  const money = question.kind === "amount" && /^\d{1,15}$/.test(value) && Number(value) >= LEAST_RUPIAH;
  return money ? said(texts.rupiah, { amount: new Intl.NumberFormat(language === "en" ? "en" : "id").format(BigInt(value)) }) : plain(value);
}

// Whatever was kept, as words: what fits no question is shown as it stands, never dropped.
const plain = (value) => (typeof value === "string" ? value : JSON.stringify(value));

// Answers under their questions: [title, text] each, an entry with a line for every field.
export function laidOut(questionnaire, answers) {
  if (!answers || typeof answers !== "object" || Array.isArray(answers)) return filled(answers) ? [["", plain(answers)]] : [];
  const known = new Map((questionnaire?.questions ?? []).map((question) => [question.key, question]));
  const order = [...known.keys(), ...Object.keys(answers).filter((key) => !known.has(key))];
  return order.filter((key) => key in answers).flatMap((key) => {
    const [question, value] = [known.get(key), answers[key]];
    if (!question) return [[key, plain(value)]];
    if (question.kind !== "entries" || !Array.isArray(value)) return [[question.text, inWords(question, value)]];
    return value.map((entry, at) => {
      const fields = question.fields.filter((field) => entry && typeof entry === "object" && field.key in entry);
      return [`${question.one} ${at + 1}`, fields.map((field) => `${field.text} ${inWords(field, entry[field.key])}`).join("\n")];
    });
  });
}

let book;

// Every version of every questionnaire, by its ref; the same for everybody, so that the asking tells nothing of the topic.
export async function questionnaires() {
  if (!book) {
    const response = await fetch(one("#sealing").dataset.questions, { cache: "no-store" });
    if (!response.ok) throw new Error(texts.failed);
    book = await response.json();
  }
  return book;
}
