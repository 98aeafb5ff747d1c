"""The altered voice: higher or lower, as long as before, in the band of a telephone."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from amanah.rooms.whistleblowing.tests.stories import answer, url

SCRIPT = Path(__file__).parent.parent / "static" / "voice" / "voice.js"

MEASURE = """
const Voice = require(process.argv[1]);
const tone = (hertz, seconds) => Float32Array.from({ length: seconds * Voice.RATE }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / Voice.RATE));
const strongest = (samples) => {
  let [best, most] = [0, 0];
  for (let hertz = 50; hertz <= 4000; hertz += 10) {
    let [re, im] = [0, 0];
    for (let i = 4000; i < 12000; i += 1) {
      re += samples[i] * Math.cos((2 * Math.PI * hertz * i) / Voice.RATE);
      im += samples[i] * Math.sin((2 * Math.PI * hertz * i) / Voice.RATE);
    }
    const power = re * re + im * im;
    if (power > most) [best, most] = [hertz, power];
  }
  return best;
};
const result = {};
for (const factor of [0.75, 1.3]) {
  const out = Voice.alter(tone(600, 1), factor);
  result[factor] = { hertz: strongest(out), length: out.length, peak: Math.max(...out) };
}
result.silence = Math.max(...Voice.alter(new Float32Array(16000), 1.3));
result.short = Voice.alter(new Float32Array(10), 1.3).length;
const head = new Uint8Array(Voice.wav(tone(600, 1)));
result.wav = { size: head.length, magic: String.fromCharCode(...head.slice(0, 4), ...head.slice(8, 12), ...head.slice(36, 40)) };
result.factors = Array.from({ length: 200 }, () => Voice.draw());
console.log(JSON.stringify(result));
"""


@pytest.fixture(scope="module")
def measured():
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs node to run the browser's arithmetic")
    done = subprocess.run([node, "-e", MEASURE, str(SCRIPT)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_the_pitch_moves_by_the_factor_and_the_length_stays(measured):
    for factor in ("0.75", "1.3"):
        found = measured[factor]
        assert abs(found["hertz"] / 600 - float(factor)) < 0.06, found
        assert found["length"] == 16000
        assert found["peak"] <= 0.91


def test_silence_stays_silent_and_a_breath_does_no_harm(measured):
    assert measured["silence"] == 0
    assert measured["short"] == 10


def test_the_factor_is_drawn_away_from_the_own_voice_both_ways(measured):
    factors = measured["factors"]
    assert all(0.69 < factor < 0.79 or 1.27 < factor < 1.43 for factor in factors)
    assert min(factors) < 1 < max(factors)


def test_the_file_is_a_header_and_samples(measured):
    assert measured["wav"] == {"size": 44 + 2 * 16000, "magic": "RIFFWAVEdata"}


@pytest.mark.django_db
def test_the_page_says_what_it_protects_and_that_uploads_are_not_altered(people, intake):
    answer(intake, "topic", {"topic": "bribery"})
    page = intake.get(url("files"))
    text = page.content.decode()
    assert "TIDAK melindungi dari perangkat lunak pengenal pembicara" in text
    assert "unggah sendiri TIDAK diubah" in text
    assert "media-src blob:" in page["Content-Security-Policy"]
    assert "media-src" not in intake.get(url("start"))["Content-Security-Policy"]
