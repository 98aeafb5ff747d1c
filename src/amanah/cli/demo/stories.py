# ruff: noqa: PLR2004 - how often and how much is a matter of taste here
"""Invented reports in believable Indonesian; within one teller no two reports share a sentence."""

import random
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from amanah.cli.demo.names import words

_MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember")
_DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat"]
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


@dataclass(frozen=True)
class Story:
    """What one reporter writes: the answers of the form, in the reporter's words."""

    topic: str
    what: str
    who: str
    when: str
    where: str
    how: str
    how_much: str


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(files("amanah.cli.demo").joinpath("stories.toml").read_text(encoding="utf-8"))


def rupiah(amount: int) -> str:
    """An amount in the way Indonesians write it, such as Rp1.250.000."""
    return f"Rp{amount:,}".replace(",", ".")


def day_in_words(day: date) -> str:
    """A date as one writes it in a letter, such as 3 Maret 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


@dataclass
class Teller:
    """Tells stories from one seed and remembers every sentence it has used."""

    rng: random.Random
    used: set[str] = field(default_factory=set)

    def tell(self, *, day: date, unit: str, town: str, suspect: str | None) -> Story:
        """A story told on `day` about `unit` in `town`; `suspect` is a name, or None where the reporter knows none."""
        plot = self.rng.choice(_texts()["plot"])
        service = self.rng.choice(plot["services"])
        fixed = {"unit": unit, "kota": town, "nama": suspect or self.rng.choice(words("roles")), "layanan": service, "pt": self._company()}
        what = " ".join(self.sentence(group, day, fixed) for group in plot["what"])
        short = _texts()["answers"]
        began = day - timedelta(days=self.rng.randint(4, 120))
        return Story(
            topic=plot["topic"],
            what=what,
            who=suspect or "",
            when=self.sentence(short["when"], began, fixed),
            where=self.sentence(short["where"], day, fixed),
            how=self.sentence(short["how"], day, fixed),
            how_much=self.sentence(short["how_much"], day, fixed) if self.rng.random() < 0.7 else "",
        )

    def say(self, kind: str, *, day: date, suspect: str | None, town: str) -> str:
        """One text of the talk that follows: question, answer, note, plan or a closing letter."""
        fixed = {
            "nama": suspect or self.rng.choice(words("roles")),
            "kota": town,
            "unit": town,
            "layanan": "layanan",
            "pt": self._company(),
        }
        return self.sentence(_texts()["talk"][kind], day, fixed, fresh=kind == "answer")

    def sentence(self, choices: list[str], day: date, fixed: dict[str, str], *, fresh: bool = True) -> str:
        """One of `choices` with its slots filled, if `fresh` so that none of its sentences was used before."""
        for _ in range(400):
            slots = fixed | self._slots(day)
            slots["layanan_besar"] = slots["layanan"][0].upper() + slots["layanan"][1:]
            text = self.rng.choice(choices).format(**slots)
            text = text[0].upper() + text[1:]
            sentences = [part for part in _SENTENCE_END.split(text) if len(part.split()) > 3]
            if not fresh or self.used.isdisjoint(sentences):
                self.used.update(sentences)
                return text
        raise RuntimeError(f"no fresh sentence left among {choices!r}")

    def _company(self) -> str:
        return " ".join(self.rng.choice(part) for part in (("PT", "PT", "CV"), words("company_first"), words("company_second")))

    def _slots(self, day: date) -> dict[str, str]:
        rng = self.rng
        earlier = day - timedelta(days=rng.randint(3, 150))
        later = earlier + timedelta(days=rng.randint(1, max(1, (day - earlier).days)))
        month = day - timedelta(days=rng.randint(20, 300))
        return {
            "uang": rupiah(
                rng.choice((50, 75, 100, 150, 200, 250, 300, 400, 500, 600, 750, 850, 1000, 1250, 1500, 2000, 2500, 3000)) * 1000
            ),
            "uang2": rupiah(rng.randint(9, 480) * 250_000),
            "tgl": day_in_words(earlier),
            "tgl2": day_in_words(later),
            "bulan": f"{_MONTHS[month.month - 1]} {month.year}",
            "hari": f"hari {rng.choice(_DAYS)}",
            "jam": f"pukul {rng.randint(8, 16)}.{rng.randint(0, 11) * 5:02d}",
            "n": str(rng.randint(2, 19)),
            "n2": str(rng.randint(11, 96)),
            "tempat": rng.choice(words("spots")),
        }
