// A report on its way: its receipt, its keys, its boxes, and what is done anew without asking the person.

import { ask, element, facts, pause, root, texts } from "./house.js";

const TRIES = 4;
const MOST_BYTES = 1024 * 1024 - 1;
// What the server says when the same report only needs other keys or another number.
const ANEW = new Set(["late", "invalid", "changed", "locator", "taken"]);
export const NOBODY = { name: "", contact: "", note: "" };

let spoken;

// The words of which shares are made; only where a key is split.
async function shareWords() {
  if (!spoken) {
    const response = await fetch(root.dataset.shares);
    if (!response.ok) throw new Error(texts.failed);
    spoken = (await response.text()).trim().split("\n");
  }
  return spoken;
}

export const keepsEnvelopes = (keys) => Boolean(keys.identity.together) || keys.identity.alone.some((line) => !line.recovery);

// One report. What must not change when it is sent again is made here, once.
export function outgoing(worker, progress) {
  const fixed = { caseId: crypto.randomUUID(), identityId: crypto.randomUUID(), receipt: null, mailbox: null };

  // Unit and names pass the server's memory here; the answer is for whom to seal, with a ticket.
  const askKeys = ({ route, unit, who, exclude }) => ask(root.dataset.keys, { case: fixed.caseId, route, unit, who, exclude });

  async function prepare() {
    fixed.receipt ??= await worker.newReceipt();
    if (fixed.mailbox) return;
    progress(texts.deriving);
    const salt = await worker.newSalt();
    fixed.mailbox = { salt, ...(await worker.derive(fixed.receipt.words, salt, facts.ops, facts.mem_kib)) };
  }

  // `draft`: about (route, unit, who, exclude), topic, report, identity, confidential; files and seen if any; beside() for what goes along.
  async function once(draft) {
    const files = (await draft.files?.sealed(worker, progress)) ?? [];
    progress(texts.asking_keys);
    const keys = await askKeys(draft.about);
    await draft.seen?.(keys);
    if (draft.confidential && !keepsEnvelopes(keys)) throw new Error(texts.custodian);
    progress(texts.sealing);
    const content = { report: { ...draft.report, files: files.map((one) => one.field.id) }, identity: draft.identity ?? NOBODY };
    if (new TextEncoder().encode(JSON.stringify(content)).length > MOST_BYTES) throw new Error(texts.too_much_text);
    const words = keys.report.together || keys.identity.together ? await shareWords() : [];
    const boxes = await worker.sealReport({ ...fixed, ...content, files: files.map((one) => one.field), keys, words });
    await draft.files?.sent(files, keys.pass, progress, draft.sent);
    progress(texts.sending);
    const { mailbox, receipt } = fixed;
    await ask(root.dataset.send, {
      case: fixed.caseId,
      ticket: keys.ticket,
      topic: draft.topic,
      ...boxes,
      mailbox: {
        locator: receipt.locator,
        salt: await worker.base64(mailbox.salt),
        ops: facts.ops,
        mem_kib: facts.mem_kib,
        public: await worker.base64(mailbox.publicKey),
        authenticator_hash: await worker.base64(mailbox.hash),
      },
      files: files.map(({ field: one }) => ({ id: one.id, sha256: one.sealed_sha256 })),
      ...(await draft.beside?.()),
    });
  }

  async function send(draft) {
    await prepare();
    for (let left = TRIES; ; left -= 1) {
      try {
        return await once(draft);
      } catch (error) {
        if (error.code === "wait") {
          progress(error.message);
          await pause(error.left + 1);
          left += 1; // waiting is no failure
          continue;
        }
        if (!ANEW.has(error.code) || left === 1) throw error;
        if (error.code === "locator") fixed.receipt = { ...fixed.receipt, locator: await worker.newLocator() };
        if (error.code === "taken") await draft.overtaken?.();
      }
    }
  }

  const forget = () => Object.assign(fixed, { receipt: null, mailbox: null });

  return { askKeys, send, forget, caseId: fixed.caseId, receipt: () => fixed.receipt };
}

// Whose keys these are: everybody who opens, alone or with others, each with the fingerprint that this browser computed.
export async function fingerprints(worker, keys) {
  const some = async (lines, title) => (await worker.fingerprints(lines)).map((line) => [line.recovery ? texts.recovery : title, line]);
  const lines = [
    ...(await some(keys.report.alone, texts.reader)),
    ...(await some(keys.report.together?.lines ?? [], texts.together)),
    ...(await some(keys.identity.alone.filter((line) => !line.recovery), texts.custodian_key)),
    ...(await some(keys.identity.together?.lines ?? [], texts.custodian_together)),
  ];
  return lines.map(([kind, line]) => element("li", {}, `${kind}: `, element("code", {}, line.fingerprint)));
}

// The words and digits of a receipt, where they are shown.
export async function writeReceipt(worker, { words, locator }, list, place) {
  const digits = await worker.digitsOf(locator, words);
  list.replaceChildren(...words.map((word) => element("li", {}, element("span", {}, word))));
  place.textContent = digits.match(/.{3}/g).join(" ");
}
