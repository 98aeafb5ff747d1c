// JPEG and PNG: what stands beside the pixels, and a copy without it. The pixels themselves are copied, never made anew.
// A finding is [code, values, more, stays] as foundation/evidence keeps it.

import { joined, utf8 } from "./sealing.js";

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const PNG_KEPT = new Set("IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT bKGD hIST sPLT cICP pHYs".split(" "));
const PNG_TEXTS = { author: "author", software: "software", comment: "comment", title: "title", description: "title", copyright: "copyright", "creation time": "time", source: "device" };
const EXIF = {
  0x010e: "title", 0x010f: "device", 0x0110: "device", 0x0131: "software", 0x0132: "time", 0x013b: "author", 0x013c: "software",
  0x8298: "copyright", 0x9003: "time", 0x9004: "time", 0x9286: "comment", 0x927c: "maker_note", 0xa420: "ids", 0xa430: "author",
  0xa431: "serial", 0xa434: "device", 0xa435: "serial", 0x9c9b: "title", 0x9c9c: "comment", 0x9c9d: "author",
};
const SIZES = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8 };
const MOST_VALUES = 3;
const MOST_LETTERS = 60;

class Findings {
  constructor() {
    this.found = new Map();
  }

  add(code, value = "", stays = false) {
    const entry = this.found.get(code) ?? { values: [], more: 0, stays };
    const text = [...String(value).replace(/[\p{C}]/gu, " ").trim()].slice(0, MOST_LETTERS).join("");
    if (text && !entry.values.includes(text)) entry.values.length < MOST_VALUES ? entry.values.push(text) : (entry.more += 1);
    this.found.set(code, entry);
  }

  list() {
    return [...this.found].map(([code, { values, more, stays }]) => [code, values, more, stays]);
  }
}

const ascii = (bytes, from, to) => String.fromCharCode(...bytes.subarray(from, to));

// The orientation (1 to 8) that a camera noted, after everything else that it noted was added to the findings.
function readExif(bytes, found) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = ascii(bytes, 0, 2) === "II";
  const u16 = (at) => view.getUint16(at, little);
  const u32 = (at) => view.getUint32(at, little);
  let orientation = 1;

  const valueAt = (at) => {
    const [type, count] = [u16(at + 2), u32(at + 4)];
    const length = (SIZES[type] ?? 1) * count;
    return { type, count, start: length <= 4 ? at + 8 : u32(at + 8), length };
  };
  const textOf = ({ type, start, length }) => (type === 2 || type === 7 || type === 1 ? ascii(bytes, start, Math.min(start + length, start + 120)).replace(/\0+$/, "").replace(/\0/g, "") : "");
  const degrees = ({ start }) => [0, 8, 16].reduce((sum, step, at) => sum + u32(start + step) / (u32(start + step + 4) || 1) / 60 ** at, 0);

  const directory = (at, use) => {
    const entries = u16(at);
    for (let number = 0; number < entries; number += 1) use(u16(at + 2 + 12 * number), at + 2 + 12 * number);
    return u32(at + 2 + 12 * entries);
  };
  const gps = (at) => {
    const place = {};
    directory(at, (tag, entry) => {
      if (tag === 1 || tag === 3) place[tag] = textOf(valueAt(entry));
      if (tag === 2 || tag === 4) place[tag] = degrees(valueAt(entry));
    });
    const whole = place[2] !== undefined && place[4] !== undefined;
    found.add("place", whole ? `${place[2].toFixed(5)}° ${place[1] ?? ""}, ${place[4].toFixed(5)}° ${place[3] ?? ""}` : "");
  };
  const use = (tag, entry) => {
    if (tag === 0x8769) directory(u32(entry + 8), use);
    else if (tag === 0x8825) gps(u32(entry + 8));
    else if (tag === 0x0112) orientation = u16(entry + 8);
    else if (tag in EXIF) found.add(EXIF[tag], EXIF[tag] === "maker_note" ? "" : textOf(valueAt(entry)));
    else found.add("exif");
  };
  try {
    if (directory(u32(4), use)) found.add("thumbnail");
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    found.add("exif"); // cut short: it goes all the same
  }
  return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

// An EXIF block that says which side is up and nothing else.
function orientationOnly(orientation) {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  return new Uint8Array([0xff, 0xe1, 0, 2 + 6 + tiff.length, ...utf8("Exif\0\0"), ...tiff]);
}

function jpeg(bytes, found) {
  const kept = [bytes.subarray(0, 2)];
  let at = 2;
  let orientation = 1;
  while (at < bytes.length) {
    if (bytes[at] !== 0xff) throw new Error("broken");
    while (bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (marker === 0xd9) {
      kept.push(bytes.subarray(at, at + 2));
      if (bytes.length > at + 2) found.add("trailing");
      if (orientation !== 1) kept.splice(1, 0, orientationOnly(orientation));
      return kept;
    }
    const size = (bytes[at + 2] << 8) + bytes[at + 3];
    const end = at + 2 + size;
    if (size < 2 || end > bytes.length) throw new Error("broken");
    const name = ascii(bytes, at + 4, Math.min(at + 18, end));
    if (marker === 0xe0 && name.startsWith("JFIF\0") && size >= 16) {
      if (size > 16) found.add("thumbnail");
      kept.push(new Uint8Array([0xff, 0xe0, 0, 16, ...bytes.subarray(at + 4, at + 16), 0, 0]));
    } else if (marker === 0xe1 && name.startsWith("Exif\0")) orientation = readExif(bytes.subarray(at + 10, end), found);
    else if (marker === 0xe1) found.add("xmp");
    else if (marker === 0xe2 && name.startsWith("ICC_PROFILE")) found.add("profile");
    else if (marker === 0xed) found.add("iptc");
    else if (marker === 0xeb) found.add("origin");
    else if (marker === 0xfe) found.add("comment", new TextDecoder().decode(bytes.subarray(at + 4, end)));
    else if (marker === 0xee && name.startsWith("Adobe")) kept.push(bytes.subarray(at, end));
    else if ((marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || (marker >= 0xda && marker <= 0xdd)) kept.push(bytes.subarray(at, end));
    else found.add("private");
    at = end;
    if (marker === 0xda) {
      // The coded picture itself, up to the next marker that is neither a filler nor a restart.
      while (at < bytes.length && !(bytes[at] === 0xff && bytes[at + 1] !== 0 && !(bytes[at + 1] >= 0xd0 && bytes[at + 1] <= 0xd7))) at += 1;
      kept.push(bytes.subarray(end, at));
    }
  }
  throw new Error("broken");
}

function png(bytes, found) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept = [bytes.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const name = ascii(bytes, at + 4, at + 8);
    const end = at + 12 + length;
    if (end > bytes.length) throw new Error("broken");
    const data = bytes.subarray(at + 8, end - 4);
    if (name === "acTL") throw new Error("animated");
    if (PNG_KEPT.has(name)) kept.push(bytes.subarray(at, end));
    else if (name === "eXIf") readExif(data, found);
    else if (name === "tIME") found.add("time");
    else if (name === "iCCP") found.add("profile");
    else if (["tEXt", "zTXt", "iTXt"].includes(name)) {
      const label = new TextDecoder("latin1").decode(data.subarray(0, Math.max(0, data.indexOf(0))));
      const said = name === "tEXt" ? new TextDecoder("latin1").decode(data.subarray(label.length + 1)) : "";
      found.add(label.startsWith("XML:com.adobe") ? "xmp" : (PNG_TEXTS[label.toLowerCase()] ?? "custom"), said);
    } else found.add("private");
    at = end;
    if (name === "IEND") {
      if (bytes.length > at) found.add("trailing");
      return kept;
    }
  }
  throw new Error("broken");
}

// What `file` reveals and a cleaned copy, or null for a kind that is not looked into here. Throws Error with a reason's code.
export async function clean(file) {
  const head = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  const kind = head[0] === 0xff && head[1] === 0xd8 ? "jpeg" : PNG.every((byte, at) => head[at] === byte) ? "png" : "";
  if (!kind) return null;
  const found = new Findings();
  const bytes = new Uint8Array(await file.arrayBuffer());
  const kept = kind === "jpeg" ? jpeg(bytes, found) : png(bytes, found);
  const turned = kind === "jpeg" && kept.length > 1 && kept[1][1] === 0xe1;
  if (turned) found.add("orientation", "", true);
  const copy = new Blob([joined(...kept)], { type: `image/${kind}` });
  try {
    (await createImageBitmap(copy)).close();
  } catch {
    throw new Error("broken");
  }
  return { kind, copy, ending: kind === "jpeg" ? "jpg" : "png", findings: found.list() };
}
