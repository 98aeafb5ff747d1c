// Finds for each n of PARTS a nonce such that SHA-256("challenge.n.nonce") begins with the challenge's number of zero bits.
"use strict";

const PARTS = 16;
const BATCH = 128;
const encoder = new TextEncoder();

const zeros = (digest) => {
  const bytes = new Uint8Array(digest);
  let count = 0;
  for (const byte of bytes) {
    if (byte) return count + Math.clz32(byte) - 24;
    count += 8;
  }
  return count;
};

const find = async (prefix, bits) => {
  for (let start = 0; ; start += BATCH) {
    const digests = await Promise.all(
      Array.from({ length: BATCH }, (_, i) => crypto.subtle.digest("SHA-256", encoder.encode(prefix + (start + i)))),
    );
    const at = digests.findIndex((digest) => zeros(digest) >= bits);
    if (at >= 0) return start + at;
  }
};

onmessage = async ({ data: challenge }) => {
  const bits = Number(challenge.split(".")[0]);
  const nonces = [];
  for (let n = 0; n < PARTS; n += 1) {
    postMessage({ done: n, all: PARTS });
    nonces.push(await find(`${challenge}.${n}.`, bits));
  }
  postMessage({ proof: `${challenge} ${nonces.join(",")}` });
};
