// The envelope formats of docs/explanation/cryptography.md, version 1, with libsodium.js. Nothing here knows the page or the network.

import { shares } from "./slip39.js";

const VERSION = 1;
const CHUNK = 65536;
const SEALED_CHUNK = CHUNK + 17;
const FILE_HEAD = 25;
const KIB = 1024;
const FIELD_BUCKETS = [1, 4, 16, 64, 256, 1024].map((size) => size * KIB);
const FILE_BUCKETS = [64, 256, 1024, 4096, 8192, 16384, 32768, 65536].map((size) => size * KIB);
const FIELD_FILLED = 3000;

// JSON as kernel/canonical.py writes it: sorted keys, no spaces, letters outside ASCII as they are.
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

export const utf8 = (text) => new TextEncoder().encode(text);

export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function fit(length, buckets) {
  const largest = buckets[buckets.length - 1];
  return buckets.find((size) => length <= size) ?? Math.ceil(length / largest) * largest;
}

export const fileBucket = (length) => fit(length + 1, FILE_BUCKETS);

function padded(data, size) {
  const box = new Uint8Array(size);
  box.set(data);
  box[data.length] = 0x80;
  return box;
}

function unpadded(box) {
  let end = box.length - 1;
  while (end >= 0 && box[end] === 0) end -= 1;
  if (end < 0 || box[end] !== 0x80) throw new Error("cannot open");
  return box.subarray(0, end);
}

function content(box) {
  if (box[0] !== VERSION) throw new Error("cannot open");
  return box.subarray(1);
}

export function functions(sodium) {
  const sha256 = (data) => sodium.crypto_hash_sha256(data);
  const hex = (data) => sodium.to_hex(data);
  const random = (length) => sodium.randombytes_buf(length);
  const head = new Uint8Array([VERSION]);

  function seal(key, plain, record, field, version) {
    const nonce = random(24);
    const context = canonical(["amanah/sealed/v1", record, field, version]);
    const box = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(padded(plain, fit(plain.length + 1, FIELD_BUCKETS)), context, null, nonce, key);
    return joined(head, nonce, box);
  }

  function open(key, sealed, record, field, version) {
    const box = content(sealed);
    const context = canonical(["amanah/sealed/v1", record, field, version]);
    return unpadded(sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, box.subarray(24), context, box.subarray(0, 24), key));
  }

  const wrapContext = (record, holder) => sha256(utf8(canonical(["amanah/wrap/v1", record, holder])));

  function wrap(key, publicKey, record, holder) {
    return joined(head, sodium.crypto_box_seal(joined(key, wrapContext(record, holder)), publicKey));
  }

  function unwrap(wrapped, pair, record, holder) {
    const opened = sodium.crypto_box_seal_open(content(wrapped), pair.publicKey, pair.privateKey);
    if (opened.length !== 64 || !sodium.memcmp(opened.subarray(32), wrapContext(record, holder))) throw new Error("cannot open");
    return opened.subarray(0, 32);
  }

  // The mailbox's secrets from the eight words: key pair, authenticator, and the hash of it that the server keeps.
  function derive(words, salt, ops, memKib) {
    const derived = sodium.crypto_pwhash(64, words.join(" "), salt, ops, memKib * KIB, sodium.crypto_pwhash_ALG_ARGON2ID13);
    const pair = sodium.crypto_box_seed_keypair(derived.subarray(0, 32));
    const authenticator = derived.slice(32);
    const hash = sha256(joined(utf8("amanah/authenticator/v1"), authenticator));
    return { publicKey: pair.publicKey, privateKey: pair.privateKey, authenticator, hash };
  }

  function fingerprint(publicKey) {
    return hex(sha256(joined(utf8("amanah/fingerprint/v1"), publicKey))).slice(0, 32).match(/.{4}/g).join(" ");
  }

  // One file, piece by piece: at most one chunk of it is in memory. The sealed pieces become a Blob that the page can send again.
  async function sealFile(file, fileId) {
    const key = random(32);
    const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
    const context = canonical(["amanah/file/v1", fileId]);
    const [plainHash, sealedHash] = [sodium.crypto_hash_sha256_init(), sodium.crypto_hash_sha256_init()];
    const pieces = [];
    const keep = (piece) => {
      sodium.crypto_hash_sha256_update(sealedHash, piece);
      pieces.push(new Blob([piece]));
    };
    const push = (chunk, tag) => keep(sodium.crypto_secretstream_xchacha20poly1305_push(state, chunk, context, tag));
    keep(joined(head, header));
    const chunks = fileBucket(file.size) / CHUNK;
    const last = Math.floor(file.size / CHUNK);
    for (let number = 0; number < chunks; number += 1) {
      const plain = new Uint8Array(await file.slice(number * CHUNK, (number + 1) * CHUNK).arrayBuffer());
      sodium.crypto_hash_sha256_update(plainHash, plain);
      const final = number === chunks - 1 ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL : null;
      if (number < last) push(plain, sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
      else if (number === last) push(padded(plain, CHUNK), final ?? sodium.crypto_secretstream_xchacha20poly1305_TAG_PUSH);
      else push(new Uint8Array(CHUNK), final ?? sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
    }
    return {
      id: fileId,
      key: hex(key),
      size: file.size,
      sha256: hex(sodium.crypto_hash_sha256_final(plainHash)),
      sealed_sha256: hex(sodium.crypto_hash_sha256_final(sealedHash)),
      blob: new Blob(pieces),
    };
  }

  // The sealed field "file/<id>", filled up so that its size tells nothing of the name.
  function fileField(values) {
    const bare = { ...values, findings: [...values.findings], filler: "" };
    while (utf8(canonical(bare)).length > FIELD_FILLED && bare.findings.length) bare.findings.pop();
    const missing = FIELD_FILLED - utf8(canonical(bare)).length;
    return utf8(canonical({ ...bare, filler: " ".repeat(Math.max(0, missing)) }));
  }

  function sealRecord(record, fields, holders) {
    const key = random(32);
    const boxes = {};
    const wraps = {};
    for (const [name, plain] of Object.entries(fields)) boxes[name] = base64(seal(key, plain, record, name, 1));
    for (const { holder, publicKey } of holders) wraps[holder] = base64(wrap(key, publicKey, record, holder));
    return { fields: boxes, wraps };
  }

  const base64 = (data) => sodium.to_base64(data, sodium.base64_variants.ORIGINAL);
  const bytes = (text) => sodium.from_base64(text, sodium.base64_variants.ORIGINAL);
  const holdersOf = (lines) => lines.map((line) => ({ holder: line.holder, publicKey: bytes(line.public) }));

  // A key of its own for `matter` that is nobody's whole: split here, one share sealed for each who keeps one, and then forgotten.
  async function splitKey({ lines, threshold }, words) {
    const [id, seed] = [crypto.randomUUID(), random(32)];
    const { publicKey } = sodium.crypto_box_seed_keypair(seed);
    const spoken = await shares(seed, threshold, lines.length, words, random);
    const sealed = holdersOf(lines).map((keeper, at) => {
      const shareId = crypto.randomUUID();
      const text = utf8(canonical(["amanah/quorum-share/v1", id, at + 1, spoken[at]]));
      const { fields, wraps } = sealRecord(`quorum-share:${shareId}`, { share: text }, [keeper]);
      return { id: shareId, holder: keeper.holder, box: fields.share, wrap: wraps[keeper.holder] };
    });
    sodium.memzero(seed);
    return { holder: `quorum:${id}`, publicKey, sealed: { id, public: base64(publicKey), shares: sealed } };
  }

  // A record for everybody whom the house named, those who open it together included.
  async function sealFor(record, fields, plan, words, others = []) {
    const split = plan.together ? await splitKey(plan.together, words) : null;
    const sealed = sealRecord(record, fields, [...(split ? [split] : []), ...holdersOf(plan.alone), ...others]);
    return { ...sealed, split: split?.sealed ?? null };
  }

  // The two records that the reporter seals. `report` and `identity` are the contents, `files` what `sealFile` gave with names and states.
  async function sealReport({ caseId, identityId, report, identity, files, keys, mailbox, words }) {
    const envelope = `identity:${identityId}`;
    const fields = { report: utf8(canonical({ ...report, identity_ref: envelope })) };
    for (const file of files) fields[`file/${file.id}`] = fileField(file);
    const sealed = await sealFor(`case:${caseId}`, fields, keys.report, words, [{ holder: "mailbox", publicKey: mailbox.publicKey }]);
    const other = await sealFor(envelope, { identity: utf8(canonical(identity)) }, keys.identity, words);
    return { report: sealed, identity: { id: identityId, box: other.fields.identity, wraps: other.wraps, split: other.split } };
  }

  // An identity that is given later: its envelope, for the keys named and nobody else.
  function sealIdentity(envelope, identity, lines) {
    const sealed = sealRecord(envelope, { identity: utf8(canonical(identity)) }, holdersOf(lines));
    return { box: sealed.fields.identity, wraps: sealed.wraps };
  }

  // What the mailbox shows: every field that opens, as text; null for one that does not.
  function openBox(box, mailbox) {
    const key = unwrap(bytes(box.key), mailbox, box.record, "mailbox");
    const fields = {};
    for (const { field, version, box: sealed } of box.fields) {
      try {
        fields[field] = new TextDecoder("utf-8", { fatal: true }).decode(open(key, bytes(sealed), box.record, field, version));
      } catch {
        fields[field] = null;
      }
    }
    return { key, fields };
  }

  function sealMessage(key, record, seq, message, files) {
    const sealed = (field, plain) => base64(seal(key, plain, record, field, 1));
    return {
      seq,
      box: sealed(`message/${seq}`, utf8(canonical(message))),
      files: files.map((file) => ({ id: file.id, sha256: file.sealed_sha256, box: sealed(`file/${file.id}`, fileField(file)) })),
    };
  }

  // A sealed file as it was before, piece by piece; throws when a piece was changed or left out.
  async function openFile(blob, key, fileId) {
    const start = new Uint8Array(await blob.slice(0, FILE_HEAD).arrayBuffer());
    const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(content(start), sodium.from_hex(key));
    const context = canonical(["amanah/file/v1", fileId]);
    const pieces = [];
    let [ended, final] = [false, false];
    for (let at = FILE_HEAD; at < blob.size; at += SEALED_CHUNK) {
      const sealed = new Uint8Array(await blob.slice(at, at + SEALED_CHUNK).arrayBuffer());
      const opened = !final && sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, context);
      if (!opened) throw new Error("cannot open");
      final = opened.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL;
      if (ended) continue;
      ended = opened.tag !== sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
      pieces.push(new Blob([ended ? unpadded(opened.message) : opened.message]));
    }
    if (!final) throw new Error("cannot open");
    return new Blob(pieces);
  }

  // Keys that the server names are shown with fingerprints that this browser computed itself.
  const fingerprints = (lines) => lines.map((line) => ({ ...line, fingerprint: fingerprint(bytes(line.public)) }));

  const newSalt = () => random(16);

  return { seal, open, wrap, unwrap, derive, fingerprint, fingerprints, sealFile, openFile, splitKey, sealReport, sealIdentity, sealMessage, openBox, newSalt, base64, bytes };
}
