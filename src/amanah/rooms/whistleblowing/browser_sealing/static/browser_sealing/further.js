// What the mailbox does besides reading and writing: questions to answer, protection, rating, identity, one's own report, wishes.

import { ask, element, facts, field, names, one, root, said, show, texts, value } from "./house.js";
import { laidOut, questionForm } from "./questions.js";
import { fingerprints, outgoing, writeReceipt } from "./sending.js";
import { fileLinks, parsed, save } from "./taking.js";

const IN_THE_HOUSE = ["inspectorate", "antibribery"];
const ANSWERS = ["what", "who", "when", "where", "how", "known", "amount"];
const RATED = ["heard", "informed", "safe"];
const WISHES = ["do_not_contact", "contact_again"];
const TYPED = ["check-told", "retaliation-what", "retaliation-who", "identity-name", "identity-contact", "identity-note", "rating-text"];

const titleOf = (book, ref) => book[ref]?.title ?? String(ref ?? "");
const answered = (message) => parsed(message.facts?.answers ?? "") ?? message.facts?.answers;
const lines = (rows) => rows.map(([title, text]) => (title ? `${title}\n${text}` : text)).join("\n");

// A message as its writer reads it. What the server's own reader of messages says, this says too.
export function inWords({ book }, message) {
  const given = message.facts ?? {};
  const more = message.text ? `\n${message.text}` : "";
  switch (message.kind) {
    case "message":
      return String(message.text);
    case "do_not_contact":
    case "contact_again":
      return texts[message.kind];
    case "questions":
      return said(texts.said_questions, { title: titleOf(book, given.questionnaire) }) + (message.text ? `\n\n${message.text}` : "");
    case "answers":
      return `${said(texts.said_answers, { title: titleOf(book, given.questionnaire) })}\n\n${lines(laidOut(book[given.questionnaire], answered(message)))}`;
    case "check_in":
      return said(texts.said_check_in, { answer: texts[`pressure_${given.answer}`] ?? "–" }) + more;
    case "retaliation":
      return texts.said_retaliation;
    case "identity":
      return said(texts.said_identity, { who: String(given.to ?? "") });
    case "rating": {
      const rows = RATED.filter((key) => (given[key] ?? "skip") !== "skip").map((key) => `${texts[`rated_${key}`]} ${texts[`rating_${given[key]}`] ?? ""}`);
      return [texts.said_rating, ...rows].join("\n") + (message.text ? `\n\n${message.text}` : "");
    }
    default:
      return message.text ? `${texts.elsewhere}\n${message.text}` : texts.elsewhere;
  }
}

function wrong(problems) {
  return Object.assign(new Error(problems[0].sentence), { problems });
}

const tooLong = (name) => {
  const length = [...field(name)].length;
  return length > facts.long ? [{ control: one(`[name="${name}"]`), sentence: said(texts.long, { most: facts.long, now: length }) }] : [];
};

export function further(session, { deliver, look, during }) {
  const forms = new Map(); // questionnaires being answered, by the message that asked
  let retaliation = null; // a report of retaliation on its way
  const on = (id, act, title) => one(`#${id}`).addEventListener("click", () => during(`#${id}`, `#${id}-progress`, `#${id}-problems`, act, title));
  const done = (progress) => (text) => (progress(text), look());
  const mine = (kind) => session.talk.filter((entry) => entry.mine && entry.message?.kind === kind).map((entry) => entry.message);

  on("check", answerCheckIn, texts.answer_not_sent);
  on("retaliate", retaliate, texts.not_sent);
  on("rate", rate, texts.not_kept);
  on("name", giveIdentity, texts.not_told);
  on("wish", wish);
  one("#name-part").addEventListener("toggle", drawRecipients);
  one("#calendar").addEventListener("click", () => save(session.box.calendar, "kalender.ics"));
  one("#print-own").addEventListener("click", printOwn);
  one("#noted").addEventListener("click", backFromReceipt);

  // Everything as the mailbox holds it now.
  function draw() {
    const { box } = session;
    const whole = "told" in box; // a report of this room: other kinds have only what every mailbox has
    one("#told").replaceChildren(...(box.told ?? []).map((text) => element("p", {}, text)));
    one("#told-part").hidden = !box.told?.length;
    drawAsked();
    one("#protection-part").hidden = !whole;
    one("#check-part").hidden = !checkIn();
    one("#further-part").hidden = !whole;
    one("#other-part").hidden = whole;
    one("#again-part").hidden = !box.again;
    one("#again").textContent = box.again ?? "";
    one("#rate-part").hidden = !box.closed;
    one("#name-part").hidden = Boolean(parsed(session.fields.report)?.identity);
    drawOwn();
    one("#no-contact").hidden = !unwanted();
    one("#contact").hidden = unwanted();
    one("#wish").querySelector("span").textContent = unwanted() ? texts.contact_again_please : texts.do_not_contact_please;
  }

  // Questionnaires

  function waiting() {
    const over = new Set(mine("answers").map((message) => message.facts?.asked_in));
    return session.talk.filter(({ mine: own, field: name, message }) => !own && message?.kind === "questions" && session.book[message.facts?.questionnaire] && !over.has(name));
  }

  function drawAsked() {
    const asked = waiting();
    one("#asked-part").hidden = !asked.length;
    one("#asked").replaceChildren(...asked.map(asking));
  }

  function asking(entry) {
    const { questionnaire } = entry.message.facts;
    if (!forms.has(entry.field)) forms.set(entry.field, questionForm(session.book[questionnaire]));
    const form = forms.get(entry.field);
    const id = `answer-${entry.field.replace("/", "-")}`;
    const problems = element("div", { className: "error-summary", role: "alert", id: `${id}-problems`, tabIndex: -1, hidden: true });
    const button = element("button", { type: "button", className: "button", id }, element("span", {}, texts.send_answers));
    button.addEventListener("click", () => during(`#${id}`, `#${id}-progress`, `#${id}-problems`, (progress) => answer(entry, form, progress), texts.answer_not_sent));
    const note = entry.message.text ? [element("blockquote", {}, element("p", {}, String(entry.message.text)))] : [];
    const fold = element("details", { className: "details" }, element("summary", {}, said(texts.answer_these, { title: titleOf(session.book, questionnaire) })), element("div", {}, ...note, form.node, problems, element("p", { className: "actions" }, button), element("p", { id: `${id}-progress`, role: "status" })));
    return element("div", {}, element("p", {}, element("strong", {}, titleOf(session.book, questionnaire)), " ", element("span", { className: "hint" }, entry.day)), fold);
  }

  async function answer(entry, form, progress) {
    const problems = form.problems();
    if (problems.length) throw wrong(problems);
    if (!form.any()) throw new Error(texts.answer_nothing);
    const given = { questionnaire: form.ref, answers: JSON.stringify(form.answers()), asked_in: entry.field };
    const contents = await deliver(root.dataset.message, async () => ({ message: { kind: "answers", facts: given } }), { answers: true, progress });
    forms.delete(entry.field);
    if (contents) await done(progress)(texts.sent);
  }

  // Protection

  // The check-in that is due and not answered yet; none of somebody who wants no contact.
  function checkIn() {
    const due = session.box.check_in;
    const same = (message) => message.facts?.step === due.step && message.facts?.since === due.since;
    return due && !unwanted() && !mine("check_in").some(same) ? due : null;
  }

  async function answerCheckIn(progress) {
    const [due, answer] = [checkIn(), value("check-answer")];
    if (!answer) throw wrong([{ control: one('[name="check-answer"]'), sentence: texts.choose_answer }]);
    const problems = tooLong("check-told");
    if (problems.length) throw wrong(problems);
    const message = { text: field("check-told"), kind: "check_in", facts: { step: due.step, since: due.since, answer } };
    await deliver(root.dataset.checkIn, async () => ({ message, values: { worrying: answer !== "none" } }), { progress });
    one('[name="check-told"]').value = "";
    await done(progress)("");
  }

  // Retaliation is a report of its own, with a receipt of its own; word of it in this conversation stands or falls with it.
  async function retaliate(progress) {
    const first = parsed(session.fields.report);
    const what = field("retaliation-what");
    const list = (some) => (Array.isArray(some) ? some.map(String) : []);
    const involved = [...new Set([...names(field("retaliation-who")), ...list(first?.involved)])];
    const excluded = list(first?.excluded);
    const problems = [...tooLong("retaliation-what"), ...tooLong("retaliation-who")];
    if (!what) problems.unshift({ control: one('[name="retaliation-what"]'), sentence: texts.what });
    if (involved.length > facts.names) problems.push({ control: one('[name="retaliation-who"]'), sentence: said(texts.names, { most: facts.names }) });
    if (problems.length) throw wrong(problems);
    retaliation ??= outgoing(session.worker, progress);
    const place = { unit: String(first?.unit ?? ""), unit_name: String(first?.unit_name ?? ""), place: String(first?.place ?? "") };
    const routes = [...new Set([...IN_THE_HOUSE.filter((route) => route === first?.route), ...IN_THE_HOUSE])];
    for (const route of routes) {
      const report = {
        ...place, topic: "retaliation", route, mode: "anonymous", answers: { ...Object.fromEntries(ANSWERS.map((name) => [name, ""])), what },
        involved, excluded, unmatched: [], identity: null, questionnaire: "", extra: {}, form: "whistleblowing/1",
      };
      const about = { route, unit: place.unit, who: involved.join("\n"), exclude: excluded.join("\n") };
      try {
        await retaliation.send({ about, topic: "retaliation", report, beside: word, overtaken: look, seen: showKeys });
        break;
      } catch (error) {
        if (error.code !== "route" || route === routes.at(-1)) throw error;
      }
    }
    progress("");
    for (const name of ["retaliation-what", "retaliation-who"]) one(`[name="${name}"]`).value = "";
    await writeReceipt(session.worker, retaliation.receipt(), one("#receipt-words"), one("#receipt-digits"));
    show("after");
  }

  const showKeys = async (keys) => one("#fingerprints-used").replaceChildren(...(await fingerprints(session.worker, keys)));

  async function word() {
    const { box, key, worker, proof } = session;
    const message = { text: "", kind: "retaliation", files: [], facts: { case: retaliation.caseId } };
    return { word: { ...proof, ...(await worker.sealMessage(key, box.record, box.next, message, [])), answers: false } };
  }

  async function backFromReceipt() {
    one("#receipt-words").replaceChildren();
    one("#receipt-digits").textContent = "";
    retaliation?.forget();
    retaliation = null;
    show("opened");
    await look();
  }

  // Rating: the three codes pass the server's memory, to be counted; the words are sealed.
  async function rate(progress) {
    const problems = tooLong("rating-text");
    if (problems.length) throw wrong(problems);
    const codes = Object.fromEntries(RATED.map((key) => [key, value(`rating-${key}`) || "skip"]));
    const make = async () => {
      const { closed, quarter } = session.box;
      return { message: { text: field("rating-text"), kind: "rating", facts: { ...codes, closed, quarter } }, values: { codes } };
    };
    await deliver(root.dataset.rating, make, { progress });
    await done(progress)(texts.rated);
  }

  // Identity, given later to chosen people

  const askRecipients = () => {
    const filed = String(parsed(session.fields.report)?.identity_ref ?? "");
    return { filed, found: ask(root.dataset.recipients, { ...session.proof, filed }) };
  };

  async function drawRecipients() {
    const place = one("#identity-to");
    if (!one("#name-part").open || place.childElementCount) return;
    try {
      const { recipients } = await askRecipients().found;
      const worker = session.worker;
      const rows = await Promise.all(recipients.map(async (each) => ({ ...each, prints: await worker.fingerprints(each.lines) })));
      place.replaceChildren(...rows.map((each) => {
        const box = element("input", { type: "checkbox", name: "identity-to", id: `to-${each.key}`, value: each.key });
        const prints = each.prints.flatMap((line) => [element("br"), element("code", {}, line.fingerprint)]);
        const hint = element("span", { className: "hint" }, each.hint, ...prints);
        return element("div", { className: "choice" }, box, element("label", { htmlFor: box.id }, element("span", {}, each.title, hint)));
      }));
    } catch (error) {
      place.replaceChildren(element("p", { className: "hint" }, error.message));
    }
  }

  async function giveIdentity(progress) {
    const chosen = [...document.querySelectorAll('[name="identity-to"]:checked')].map((box) => box.value);
    const problems = ["identity-name", "identity-contact", "identity-note"].flatMap(tooLong);
    if (!field("identity-name")) problems.unshift({ control: one('[name="identity-name"]'), sentence: texts.name_needed });
    if (!chosen.length) problems.push({ control: one('[name="identity-to"]'), sentence: texts.recipient_needed });
    if (problems.length) throw wrong(problems);
    const identity = { name: field("identity-name"), contact: field("identity-contact"), note: field("identity-note") };
    const passesOn = one('[name="identity-passes_on"]').checked;
    const make = async () => {
      const { filed, found } = askRecipients();
      const offer = await found;
      const to = offer.recipients.filter((each) => chosen.includes(each.key));
      if (!to.length) throw new Error(texts.recipient_needed);
      const record = passesOn ? offer.passes_on : offer.stays;
      const unique = new Map([...to.flatMap((each) => each.lines), ...offer.recovery].map((line) => [line.holder, line]));
      const sealed = await session.worker.sealIdentity(record, identity, [...unique.values()]);
      const given = { envelope: record, to: to.map((each) => each.title).join(", "), asked: to.some((each) => each.custodians) ? "yes" : "" };
      return { message: { kind: "identity", facts: given }, values: { filed, identity: { record, ...sealed, to: to.map((each) => each.key) } } };
    };
    await deliver(root.dataset.identity, make, { progress });
    for (const name of ["identity-name", "identity-contact", "identity-note"]) one(`[name="${name}"]`).value = "";
    one("#identity-to").replaceChildren();
    one("#name-part").open = false;
    await done(progress)("");
  }

  // One's own report, to read again and to print

  function ownRows(report) {
    const text = (some) => (Array.isArray(some) ? some.map(String).join("\n") : String(some ?? ""));
    return [
      [texts.own_topic, texts[`topic_${report.topic}`] ?? text(report.topic)],
      [texts.own_place, [text(report.unit_name), text(report.place)].filter(Boolean).join("\n")],
      ...ANSWERS.map((name) => [texts[`own_${name}`], name === "who" ? text(report.involved) : text(report.answers?.[name])]),
      [texts.own_excluded, text(report.excluded)],
      ...laidOut(session.book[report.questionnaire], report.extra),
    ].filter(([, said_]) => said_);
  }

  function drawOwn() {
    const report = parsed(session.fields.report);
    const row = ([title, text]) => element("div", { className: "summary-row" }, element("dt", {}, title), element("dd", {}, ...text.split("\n").map((part) => element("p", {}, part))));
    one("#own").replaceChildren(...(report ? [[texts.number, session.box.number], [texts.opened, session.box.opened], ...ownRows(report)] : [["", texts.own_unread]]).map(row));
    const ids = Array.isArray(report?.files) ? report.files : [];
    const kept = ids.map((id) => parsed(session.fields[`file/${id}`])).filter(Boolean);
    one("#own-files").replaceChildren(...(kept.length ? [fileLinks(session, kept)] : []));
  }

  function printOwn() {
    const others = [...document.querySelectorAll("#opened > :not(#own-part)")].filter((part) => !part.hidden);
    for (const part of others) part.hidden = true;
    window.print();
    for (const part of others) part.hidden = false;
  }

  // Contact

  function unwanted() {
    const wishes = session.talk.filter(({ message }) => WISHES.includes(message?.kind));
    return wishes.at(-1)?.message.kind === WISHES[0];
  }

  async function wish(progress) {
    const kind = WISHES[Number(unwanted())];
    await deliver(root.dataset.message, async () => ({ message: { kind } }), { progress });
    await done(progress)("");
  }

  function clear() {
    for (const name of TYPED) one(`[name="${name}"]`).value = "";
    for (const box of document.querySelectorAll("#opened input:checked")) box.checked = false;
    for (const place of ["#told", "#asked", "#own", "#own-files", "#identity-to"]) one(place).replaceChildren();
    forms.clear();
  }

  const any = () => TYPED.some((name) => field(name)) || [...forms.values()].some((form) => form.any());

  return { draw, clear, any };
}
