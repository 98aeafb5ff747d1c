// Shares as SLIP-39 makes them (github.com/satoshilabs/slips/blob/master/slip-0039.md): one group, no passphrase, extendable, the least
// number of rounds. Only the making: shares are joined by the house, with a library of its own, which is also what tests these.

const ITERATIONS = 2500; // in each of the four rounds
const SECRET_AT = 255;
const DIGEST_AT = 254;
const DIGEST_BYTES = 4;
const CHECKSUM_WORDS = 3;
const CUSTOM = [..."shamir_extendable"].map((letter) => letter.charCodeAt(0));
const GENERATOR = [0xe0e040, 0x1c1c080, 0x3838100, 0x7070200, 0xe0e0009, 0x1c0c2412, 0x38086c24, 0x3090fc48, 0x21b1f890, 0x3f3f120];

// Logarithms in the field of 256 elements with the polynomial of AES, to the base x + 1.
const EXP = new Uint8Array(255);
const LOG = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power += 1) {
  EXP[power] = value;
  LOG[value] = power;
  value ^= value << 1;
  if (value & 0x100) value ^= 0x11b;
}

// The value at `x` of the polynomials that go through `points` ([x, bytes], none of them at `x`).
function interpolated(points, x) {
  const whole = points.reduce((sum, [at]) => sum + LOG[at ^ x], 0);
  const result = new Uint8Array(points[0][1].length);
  for (const [at, value] of points) {
    const others = points.reduce((sum, [other]) => (other === at ? sum : sum + LOG[at ^ other]), 0);
    const weight = (((whole - LOG[at ^ x] - others) % 255) + 255) % 255;
    value.forEach((byte, place) => byte && (result[place] ^= EXP[(LOG[byte] + weight) % 255]));
  }
  return result;
}

async function rounded(number, right) {
  const key = await crypto.subtle.importKey("raw", new Uint8Array([number]), "PBKDF2", false, ["deriveBits"]);
  const bits = { name: "PBKDF2", hash: "SHA-256", salt: right, iterations: ITERATIONS };
  return new Uint8Array(await crypto.subtle.deriveBits(bits, key, 8 * right.length));
}

// The cipher of the standard; without a passphrase it hides nothing, but whoever joins shares expects it.
async function encrypted(secret) {
  let left = secret.slice(0, secret.length / 2);
  let right = secret.slice(secret.length / 2);
  for (let number = 0; number < 4; number += 1) {
    const mask = await rounded(number, right);
    [left, right] = [right, left.map((byte, at) => byte ^ mask[at])];
  }
  return new Uint8Array([...right, ...left]);
}

async function digest(secret, part) {
  const key = await crypto.subtle.importKey("raw", part, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, secret)).slice(0, DIGEST_BYTES);
}

async function values(secret, threshold, count, random) {
  const free = Array.from({ length: threshold - 2 }, (_none, at) => [at, random(secret.length)]);
  const part = random(secret.length - DIGEST_BYTES);
  const base = [...free, [DIGEST_AT, new Uint8Array([...(await digest(secret, part)), ...part])], [SECRET_AT, secret]];
  return Array.from({ length: count }, (_none, at) => (at < free.length ? free[at][1] : interpolated(base, at)));
}

function checksum(indices) {
  let sum = 1;
  for (const value of [...CUSTOM, ...indices, ...Array(CHECKSUM_WORDS).fill(0)]) {
    const top = sum >>> 20;
    sum = ((sum & 0xfffff) << 10) ^ value;
    GENERATOR.forEach((term, bit) => (top >>> bit) & 1 && (sum ^= term));
  }
  sum ^= 1;
  return [20, 10, 0].map((shift) => (sum >>> shift) & 1023);
}

// `number` as words of ten bits each, the highest first.
const tens = (number, count) => Array.from({ length: count }, (_none, at) => Number((number >> BigInt(10 * (count - 1 - at))) & 1023n));

// `count` lines of words from `list` (1,024 of them), any `threshold` of which give the 32 bytes of `secret` back.
export async function shares(secret, threshold, count, list, random) {
  if (list.length !== 1024 || threshold < 2 || threshold > count || count > 16) throw new Error("no such split");
  const [high, low] = random(2);
  const identifier = ((high & 0x7f) << 8) | low;
  const found = await values(await encrypted(secret), threshold, count, random);
  return found.map((value, at) => {
    const number = value.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    const indices = [...tens(BigInt((identifier << 5) | (1 << 4)), 2), ...tens(BigInt((at << 4) | (threshold - 1)), 2), ...tens(number, Math.ceil((8 * value.length) / 10))];
    return [...indices, ...checksum(indices)].map((index) => list[index]).join(" ");
  });
}
