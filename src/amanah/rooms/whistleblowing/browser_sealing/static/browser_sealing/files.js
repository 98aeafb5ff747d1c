// The files of a report or a message: looked into here, their fate chosen per file, sealed when they go.

import { cleanedByServer, element, facts, one, said, sendFile, texts } from "./house.js";
import { clean } from "./cleaning.js";

const MEGABYTE = 1024 * 1024;
const MOST_NAME = 120;
const UNSEEN = "browser";

// A name as long as the house keeps names, with its ending.
function short(name) {
  const [letters, ending] = [[...name], [...(name.match(/\.[^.]{1,9}$/)?.[0] ?? "")]];
  return letters.length <= MOST_NAME ? name : [...letters.slice(0, MOST_NAME - ending.length), ...ending].join("");
}

// One chosen file. `state` is what the original is called ("original" where a cleaned copy exists), `choice` what goes.
class Chosen {
  constructor(file, number) {
    Object.assign(this, { file, number, copy: null, findings: [], reason: UNSEEN, choice: "original", ending: "", sealed: new Map() });
  }

  take({ copy, findings, ending }) {
    Object.assign(this, { copy, findings, ending, reason: "", choice: "cleaned" });
  }

  // What goes, each with name and type as the report shall hold them.
  going() {
    const original = { part: "original", blob: this.file, name: short(this.file.name), state: this.copy ? "original" : "not_cleaned", reason: this.reason, findings: this.findings, type: this.file.type };
    const name = `${texts.copy_name}-${this.number}.${this.ending}`;
    const copy = { part: "copy", blob: this.copy, name, state: "cleaned", reason: "", findings: this.findings.filter(([, , , stays]) => stays), type: this.copy?.type ?? "" };
    return { original: [original], cleaned: [copy], both: [original, copy] }[this.choice];
  }
}

export function fileList() {
  const chosen = [];
  const list = one("#attached");
  const input = one("#attach");
  const state = one("#attach-state");
  let made = 0;

  const total = () => chosen.reduce((sum, one) => sum + one.file.size, 0);
  const problem = (text, file, most) => said(texts[text], { name: file?.name ?? "", most: Math.floor(most / MEGABYTE) });

  function refusal(file) {
    if (chosen.length >= facts.files) return said(texts.files_many, { most: facts.files });
    if (!file.size) return problem("file_empty", file, 0);
    if (file.size > facts.file_bytes) return problem("file_large", file, facts.file_bytes);
    return total() + file.size > facts.report_bytes ? problem("files_large", file, facts.report_bytes) : "";
  }

  async function look(entry) {
    try {
      const cleaned = await clean(entry.file);
      if (cleaned) entry.take(cleaned);
    } catch (error) {
      entry.reason = ["animated", "broken"].includes(error.message) ? error.message : UNSEEN;
    }
  }

  async function byServer(entry) {
    state.textContent = said(texts.cleaning, { name: entry.file.name });
    try {
      const answer = await cleanedByServer(entry.file);
      const findings = answer.findings;
      if (answer.reason) Object.assign(entry, { reason: answer.reason, findings });
      else entry.take({ copy: answer.copy, findings, ending: answer.kind === "jpeg" ? "jpg" : answer.kind });
      state.textContent = answer.sentence;
    } catch (error) {
      state.textContent = error.message;
    }
    draw();
  }

  const sentence = ([code, values, more]) => {
    const title = texts[`finding_${code}`] ?? texts.finding_;
    return values.length ? `${title}: ${values.join(", ")}${more ? " …" : ""}` : title;
  };

  function choices(entry) {
    return ["cleaned", "original", "both"].map((choice) => {
      const id = `choice-${entry.number}-${choice}`;
      const radio = element("input", { type: "radio", name: `choice-${entry.number}`, id, checked: entry.choice === choice });
      radio.addEventListener("change", () => (entry.choice = choice));
      return element("div", { className: "choice" }, radio, element("label", { htmlFor: id }, texts[`choose_${choice}`]));
    });
  }

  function server(entry) {
    const button = element("button", { type: "button", className: "button secondary small" }, texts.by_server);
    button.addEventListener("click", () => ((button.disabled = true), byServer(entry)));
    return [element("p", {}, texts.not_cleaned), element("p", { className: "hint" }, texts.by_server_means), element("p", {}, button)];
  }

  function drawn(entry) {
    const remove = element("button", { type: "button", className: "button quiet small", "aria-label": `${texts.remove} ${entry.file.name}` }, texts.remove);
    remove.addEventListener("click", () => (chosen.splice(chosen.indexOf(entry), 1), draw(), input.focus()));
    const size = element("span", { className: "hint" }, ` ${Math.max(1, Math.round(entry.file.size / 1024))} kB`);
    const head = element("div", { className: "file-head" }, element("p", { className: "file-name" }, entry.file.name, size), remove);
    const revealed = entry.findings.length
      ? [element("p", {}, texts.reveals), element("ul", { className: "revealed" }, ...entry.findings.map((finding) => element("li", {}, sentence(finding))))]
      : [];
    if (entry.copy) {
      if (!revealed.length) revealed.push(element("p", {}, texts.reveals_nothing));
      return element("li", {}, head, ...revealed, element("div", { className: "choices" }, ...choices(entry)));
    }
    return element("li", {}, head, ...revealed, ...server(entry));
  }

  const draw = () => list.replaceChildren(...chosen.map(drawn));

  input.addEventListener("change", async () => {
    const wrong = [];
    for (const file of [...input.files]) {
      const refused = refusal(file);
      if (refused) {
        wrong.push(refused);
        continue;
      }
      state.textContent = said(texts.looking, { name: file.name });
      made += 1;
      const entry = new Chosen(file, made);
      chosen.push(entry);
      await look(entry);
      draw();
    }
    input.value = "";
    state.textContent = wrong.join(" ");
  });

  // Seal what shall go; what was sealed before is not sealed again, so that a broken connection costs nothing twice.
  async function sealed(worker, progress) {
    const ready = [];
    for (const entry of chosen) {
      const parts = [];
      for (const part of entry.going()) {
        if (!entry.sealed.has(part.part)) {
          progress(said(texts.sealing_file, { name: part.name }));
          try {
            entry.sealed.set(part.part, await worker.sealFile(part.blob, crypto.randomUUID()));
          } catch {
            throw new Error(said(texts.file_unread, { name: entry.file.name }));
          }
        }
        const { blob, ...facts } = entry.sealed.get(part.part);
        const { name, type, state: kind, reason, findings } = part;
        parts.push({ blob, field: { ...facts, name, type: type || "application/octet-stream", state: kind, reason, findings, pair: "" } });
      }
      if (parts.length === 2) [parts[0].field.pair, parts[1].field.pair] = [parts[1].field.id, parts[0].field.id];
      ready.push(...parts);
    }
    return ready;
  }

  async function sent(ready, pass, progress, done) {
    for (const { field, blob } of ready) {
      if (done.has(field.id)) continue;
      progress(said(texts.sending_file, { name: field.name }));
      await sendFile({ id: field.id, blob }, pass);
      done.add(field.id);
    }
  }

  const clear = () => (chosen.splice(0), draw());

  return { sealed, sent, clear, any: () => chosen.length > 0 };
}
