// The receipt of docs/explanation/cryptography.md: seven digits, two that check, eight words. Reads as generously as kernel/receipts.py.

import { utf8 } from "./sealing.js";

const WORDS = 8;
const DIGITS = 9;
const LOWEST = 1_000_000;
const HIGHEST = 9_999_999;
const PRIME = 61;
const MOST_READINGS = 256;

// What was typed is no receipt; `detail` says where.
function misread(kind, word = "", other = "", place = 0) {
  return Object.assign(new Error(kind), { detail: { kind, word, other, place } });
}

export function functions(sodium, list) {
  const words = list.trim().split(/\s+/);
  const known = new Set(words);

  function check(locator, typed) {
    const digest = sodium.crypto_hash_sha256(utf8(`amanah/receipt/v1 ${typed.join(" ")}`));
    return (locator + digest.reduce((rest, byte) => (rest * 256 + byte) % PRIME, 0)) % PRIME;
  }

  const digitsOf = (locator, typed) => String(locator).padStart(7, "0") + String(check(locator, typed)).padStart(2, "0");
  const newLocator = () => LOWEST + sodium.randombytes_uniform(HIGHEST - LOWEST + 1);

  function newReceipt() {
    return { locator: newLocator(), words: Array.from({ length: WORDS }, () => words[sodium.randombytes_uniform(words.length)]) };
  }

  const without = (word) => new Set(Array.from(word, (_letter, at) => word.slice(0, at) + word.slice(at + 1)));

  function oneTypo(typed, word) {
    if (Math.abs(typed.length - word.length) > 1) return false;
    if (typed.length !== word.length) {
      const [shorter, longer] = typed.length < word.length ? [typed, word] : [word, typed];
      return without(longer).has(shorter);
    }
    const wrong = [...word].map((letter, at) => (letter === typed[at] ? -1 : at)).filter((at) => at >= 0);
    const [first, second] = wrong;
    const swapped = wrong.length === 2 && second === first + 1 && typed[first] === word[second] && typed[second] === word[first];
    return wrong.length <= 1 || swapped;
  }

  const near = (typed) => words.filter((word) => word === typed || oneTypo(typed, word)).sort();

  function closest(word) {
    const found = new Set([...without(word)].flatMap(near));
    return found.size === 1 ? [...found][0] : "";
  }

  function readings(word, place) {
    const found = known.has(word) ? [word, ...near(word).filter((other) => other !== word)] : near(word);
    if (!found.length) throw misread("unknown_word", word, closest(word), place);
    return found;
  }

  function numbered(tokens, at) {
    return /^\d{1,2}$/.test(tokens[at]) && at + 1 < tokens.length && !/^\d/.test(tokens[at + 1]) && tokens[at] >= 1 && tokens[at] <= WORDS;
  }

  function digitsIn(tokens) {
    const every = tokens.filter((token) => /^\d/.test(token)).join("");
    if (every.length === DIGITS) return [every, false];
    const kept = tokens.filter((token, at) => /^\d/.test(token) && !numbered(tokens, at)).join("");
    return [kept, tokens.some((_token, at) => numbered(tokens, at))];
  }

  function eight(tokens, withNumbers) {
    let typed = tokens.filter((token) => !/^\d/.test(token));
    if (typed.length > WORDS && withNumbers) {
      const after = new Map();
      tokens.forEach((token, at) => {
        if (at && !/^\d/.test(token) && /^\d/.test(tokens[at - 1])) after.set(Number(tokens[at - 1]), token);
      });
      const numbers = Array.from({ length: WORDS }, (_none, at) => at + 1);
      if (numbers.every((number) => after.has(number))) return numbers.map((number) => after.get(number));
    }
    if (typed.length > WORDS) {
      const listed = typed.filter((word) => known.has(word));
      if (listed.length === WORDS) typed = listed;
    }
    if (typed.length !== WORDS) throw misread(typed.length > WORDS ? "too_many_words" : "too_few_words", String(typed.length));
    return typed;
  }

  function* combinations(lists, chosen = []) {
    if (chosen.length === lists.length) yield chosen;
    else for (const word of lists[chosen.length]) yield* combinations(lists, [...chosen, word]);
  }

  function parse(text) {
    const folded = text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
    const tokens = folded.match(/[0-9]+|[a-z]+/g) ?? [];
    const [digits, withNumbers] = digitsIn(tokens);
    const typed = eight(tokens, withNumbers);
    if (digits.length !== DIGITS || digits[0] === "0") throw misread("digits", digits);
    const [locator, wanted] = [Number(digits.slice(0, 7)), Number(digits.slice(7))];
    const lists = typed.map((word, at) => readings(word, at + 1));
    const fitting = [];
    let tried = 0;
    for (const candidate of combinations(lists)) {
      if (tried === MOST_READINGS) break;
      tried += 1;
      if (check(locator, candidate) === wanted) fitting.push(candidate);
    }
    if (fitting.length === 1) return { locator, words: fitting[0] };
    lists.forEach((list, at) => {
      if (list.length > 1) throw misread("ambiguous_word", typed[at], list.join(" / "), at + 1);
    });
    lists.forEach((list, at) => {
      if (list[0] !== typed[at]) throw misread("checksum", typed[at], list[0], at + 1);
    });
    throw misread("checksum");
  }

  return { newReceipt, newLocator, digitsOf, parse };
}
