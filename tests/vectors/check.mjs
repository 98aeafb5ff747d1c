// The envelope and receipt vectors, opened with libsodium.js (the "sumo" build, which has Argon2id) by nothing but the words of
// docs/explanation/cryptography.md: node tests/vectors/check.mjs PATH-TO-libsodium-wrappers-sumo
// A browser runs the same functions; none of them needs Node.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const sodium = createRequire(import.meta.url)(process.argv[2]);
await sodium.ready;

const read = (name) => JSON.parse(readFileSync(fileURLToPath(new URL(name, import.meta.url)), "utf8"));
const bytes = (text) => new Uint8Array(Buffer.from(text, "base64"));
const same = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)) === 0;
const sha256 = (data) => new Uint8Array(createHash("sha256").update(data).digest());
const hex = (data) => Buffer.from(data).toString("hex");
const utf8 = (data) => Buffer.from(data).toString("utf8");
// JSON.stringify writes the canonical form of an array of strings and whole numbers.
const canonical = (list) => JSON.stringify(list);

function unpad(padded) {
  let end = padded.length - 1;
  while (end >= 0 && padded[end] === 0) end -= 1;
  if (end < 0 || padded[end] !== 0x80) throw new Error("no padding mark");
  return padded.subarray(0, end);
}

function version(box) {
  if (box[0] !== 1) throw new Error("unknown version");
  return box.subarray(1);
}

function openSealed(v) {
  const box = version(bytes(v.sealed));
  const context = canonical(["amanah/sealed/v1", v.record, v.field, v.version]);
  return unpad(sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, box.subarray(24), context, box.subarray(0, 24), bytes(v.key)));
}

function unwrap(v) {
  const opened = sodium.crypto_box_seal_open(version(bytes(v.wrapped)), bytes(v.public), bytes(v.private));
  if (!same(opened.subarray(32), sha256(canonical(["amanah/wrap/v1", v.record, v.holder])))) throw new Error("another context");
  return opened.subarray(0, 32);
}

function unlock(v) {
  const box = bytes(v.locked);
  version(box);
  const view = new DataView(box.buffer, box.byteOffset);
  const passphrase = v.passphrase_utf8.normalize("NFKC").trim().split(/\s+/u).join(" ");
  const salt = box.subarray(9, 25);
  const key = sodium.crypto_pwhash(32, passphrase, salt, view.getUint32(1, true), view.getUint32(5, true) * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13);
  const context = canonical(["amanah/locked-key/v1", v.account, hex(box.subarray(0, 25))]);
  return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, box.subarray(49), context, box.subarray(25, 49), key);
}

function openFile(v) {
  const box = version(bytes(v.sealed));
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(box.subarray(0, 24), bytes(v.file_key));
  const context = canonical(["amanah/file/v1", v.file_id]);
  const parts = [];
  let ended = false;
  let final = false;
  for (let at = 24; at < box.length; at += 65553) {
    const chunk = final ? false : sodium.crypto_secretstream_xchacha20poly1305_pull(state, box.subarray(at, at + 65553), context);
    if (!chunk) throw new Error("a chunk does not open");
    if (!ended) parts.push(chunk.tag === 0 ? chunk.message : unpad(chunk.message));
    ended ||= chunk.tag !== 0;
    final = chunk.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  }
  if (!final) throw new Error("cut short");
  return Buffer.concat(parts);
}

const check = (locator, words) =>
  Number((BigInt(locator) + BigInt(`0x${hex(sha256(`amanah/receipt/v1 ${words.join(" ")}`))}`)) % 61n);

let passed = 0;
let failed = 0;
function holds(name, test) {
  let good = false;
  try {
    good = test() !== false;
  } catch (error) {
    console.error(`${name}: ${error.message}`);
  }
  good ? (passed += 1) : (failed += 1, console.error(`FAILED ${name}`));
}
function refused(name, test) {
  let opened = true;
  try {
    test();
  } catch {
    opened = false;
  }
  opened ? (failed += 1, console.error(`FAILED: opened ${name}`)) : (passed += 1);
}

const envelope = read("envelope.json");
const receipt = read("receipt.json");
for (const v of envelope.key_pairs)
  holds("key pair", () => same(sodium.crypto_box_seed_keypair(bytes(v.seed)).publicKey, bytes(v.public)) && hex(sha256(Buffer.concat([Buffer.from("amanah/fingerprint/v1"), bytes(v.public)]))).slice(0, 32) === v.fingerprint.replaceAll(" ", ""));
for (const v of envelope.sealed) holds(`sealed ${v.field}`, () => utf8(openSealed(v)) === v.plaintext_utf8);
for (const v of envelope.sealed_refused) refused(`sealed: ${v.why}`, () => openSealed(v));
for (const v of envelope.wraps) holds(`wrap ${v.holder}`, () => same(unwrap(v), bytes(v.key)));
for (const v of envelope.wraps_refused) refused(`wrap: ${v.why}`, () => unwrap(v));
for (const v of envelope.locked_keys) holds("locked key", () => same(unlock(v), bytes(v.private)));
for (const v of envelope.locked_keys_refused) refused(`locked key: ${v.why}`, () => unlock(v));
for (const v of envelope.files) holds("file", () => utf8(openFile(v)) === v.content_utf8);
for (const v of receipt.receipts) holds("receipt", () => check(v.locator, v.words) === v.check);
for (const v of receipt.secrets)
  holds("mailbox secrets", () => {
    const derived = sodium.crypto_pwhash(64, v.words.join(" "), bytes(v.salt), v.ops, v.mem_kib * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13);
    const pair = sodium.crypto_box_seed_keypair(derived.subarray(0, 32));
    const proof = sha256(Buffer.concat([Buffer.from("amanah/authenticator/v1"), derived.subarray(32)]));
    return same(pair.publicKey, bytes(v.public)) && same(pair.privateKey, bytes(v.private)) && same(proof, bytes(v.authenticator_hash));
  });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
