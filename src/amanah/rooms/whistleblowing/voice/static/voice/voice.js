// Records a voice message, alters it in this browser, and puts it among the files to be sent. Without scripts, files can be uploaded.
//
// Altering: raised or lowered by resampling, which moves pitch and formants alike, brought back to its length by overlapping
// pieces laid where they fit best (WSOLA), and cut to the band of a telephone. The arithmetic needs no browser: it is tested
// under node as it stands. Written for this project after the published method (Verhelst and Roelands, 1993).
"use strict";

const Voice = (() => {
  const RATE = 16000;
  const PIECE = 480; // samples, 30 ms
  const HALF = PIECE / 2;
  const SEEK = 120;

  // `samples` played `factor` times as fast, by linear interpolation.
  const resample = (samples, factor) => {
    const out = new Float32Array(Math.max(1, Math.floor((samples.length - 1) / factor)));
    for (let i = 0; i < out.length; i += 1) {
      const at = i * factor;
      const left = Math.floor(at);
      out[i] = samples[left] + (samples[left + 1] - samples[left]) * (at - left);
    }
    return out;
  };

  // How well `samples` at `at` goes on where `ideal` began.
  const likeness = (samples, at, ideal) => {
    let sum = 0;
    for (let i = 0; i < HALF; i += 2) sum += samples[at + i] * samples[ideal + i];
    return sum;
  };

  // `samples` stretched to `length` without changing pitch.
  const stretch = (samples, length) => {
    const out = new Float32Array(length + PIECE);
    const last = samples.length - PIECE - SEEK - 1;
    if (last <= 0) return out.subarray(0, length);
    const ratio = samples.length / length;
    let ideal = 0;
    for (let to = 0; to < length; to += HALF) {
      const around = Math.min(last, Math.round(to * ratio));
      let best = around;
      if (to) {
        let most = -Infinity;
        for (let shift = -SEEK; shift <= SEEK; shift += 4) {
          const at = around + shift;
          if (at < 0) continue;
          const like = likeness(samples, at, Math.min(ideal, last));
          if (like > most) { most = like; best = at; }
        }
      }
      for (let i = 0; i < PIECE; i += 1) {
        out[to + i] += samples[best + i] * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / PIECE));
      }
      ideal = best + HALF;
    }
    return out.subarray(0, length);
  };

  // One pass of a second-order filter (Audio EQ Cookbook), in place.
  const filter = (samples, hertz, high) => {
    const w = (2 * Math.PI * hertz) / RATE;
    const cos = Math.cos(w);
    const alpha = Math.sin(w) / Math.SQRT2;
    const edge = high ? (1 + cos) / 2 : (1 - cos) / 2;
    const middle = high ? -(1 + cos) : 1 - cos;
    let [x1, x2, y1, y2] = [0, 0, 0, 0];
    for (let i = 0; i < samples.length; i += 1) {
      const x = samples[i];
      const y = (edge * x + middle * x1 + edge * x2 + 2 * cos * y1 - (1 - alpha) * y2) / (1 + alpha);
      [x2, x1, y2, y1] = [x1, x, y1, y];
      samples[i] = y;
    }
  };

  // Mono samples at RATE, altered by `factor` (1.3: higher, 0.75: lower).
  const alter = (samples, factor) => {
    const out = stretch(resample(samples, factor), samples.length);
    for (let pass = 0; pass < 2; pass += 1) {
      filter(out, 300, true);
      filter(out, 3000, false);
    }
    let peak = 0;
    for (const value of out) peak = Math.max(peak, Math.abs(value));
    if (peak > 0) for (let i = 0; i < out.length; i += 1) out[i] *= 0.9 / peak;
    return out;
  };

  // A WAV file, 16 bits: a header and the samples, nothing that tells of device or time.
  const wav = (samples) => {
    const view = new DataView(new ArrayBuffer(44 + 2 * samples.length));
    const text = (at, letters) => [...letters].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
    text(0, "RIFF");
    view.setUint32(4, 36 + 2 * samples.length, true);
    text(8, "WAVEfmt ");
    view.setUint32(16, 16, true);
    view.setUint16(20, 1, true);
    view.setUint16(22, 1, true);
    view.setUint32(24, RATE, true);
    view.setUint32(28, 2 * RATE, true);
    view.setUint16(32, 2, true);
    view.setUint16(34, 16, true);
    text(36, "data");
    view.setUint32(40, 2 * samples.length, true);
    samples.forEach((value, i) => view.setInt16(44 + 2 * i, Math.round(32767 * Math.max(-1, Math.min(1, value))), true));
    return view.buffer;
  };

  // A factor that nobody knows beforehand, well away from the person's own voice, up or down.
  const draw = () => {
    const [choice, where] = crypto.getRandomValues(new Uint32Array(2));
    const part = where / 2 ** 32;
    return choice % 2 ? 1.28 + 0.14 * part : 0.7 + 0.08 * part;
  };

  return { RATE, alter, draw, wav };
})();

const record = (box, control) => {
  const part = (name) => box.querySelector(`[data-voice-${name}]`);
  const LONGEST = 600; // seconds
  let recorder = null;
  let made = null;
  let timer = 0;
  const say = (key) => { part("says").textContent = key ? part("says").dataset[key] : ""; };

  const decoded = async (blob) => {
    const once = new OfflineAudioContext(1, 1, Voice.RATE);
    const sound = await once.decodeAudioData(await blob.arrayBuffer()); // to the context's rate
    const mixed = new OfflineAudioContext(1, sound.length, Voice.RATE);
    const source = mixed.createBufferSource();
    source.buffer = sound;
    source.connect(mixed.destination);
    source.start();
    return (await mixed.startRendering()).getChannelData(0);
  };

  const finish = async (blob) => {
    say("working");
    try {
      const samples = await decoded(blob);
      made = new File([Voice.wav(Voice.alter(samples, Voice.draw()))], box.dataset.name, { type: "audio/wav", lastModified: 0 });
      URL.revokeObjectURL(part("sound").src);
      part("sound").src = URL.createObjectURL(made);
      part("result").hidden = false;
      say("ready");
    } catch {
      say("failed");
    }
  };

  part("start").addEventListener("click", async () => {
    say("");
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      say("denied");
      return;
    }
    const pieces = [];
    recorder = new MediaRecorder(stream);
    recorder.ondataavailable = ({ data }) => pieces.push(data);
    recorder.onstop = () => {
      clearTimeout(timer);
      stream.getTracks().forEach((track) => track.stop());
      part("start").hidden = false;
      part("stop").hidden = true;
      finish(new Blob(pieces, { type: recorder.mimeType }));
    };
    recorder.start();
    timer = setTimeout(() => recorder.stop(), LONGEST * 1000);
    part("start").hidden = true;
    part("stop").hidden = false;
    part("result").hidden = true;
    part("stop").focus();
    say("recording");
  });
  part("stop").addEventListener("click", () => recorder.stop());
  part("use").addEventListener("click", () => {
    const files = new DataTransfer();
    for (const file of control.files) files.items.add(file);
    files.items.add(made);
    control.files = files.files;
    control.dispatchEvent(new Event("change", { bubbles: true }));
    part("result").hidden = true;
    say("added");
    control.focus();
  });
  box.hidden = false;
};

if (typeof module !== "undefined") {
  module.exports = Voice;
} else {
  const able = window.MediaRecorder && navigator.mediaDevices?.getUserMedia && window.OfflineAudioContext;
  const [box, control] = [document.querySelector("[data-voice]"), document.querySelector("[name=attached]")];
  if (able && box && control) record(box, control);
}
