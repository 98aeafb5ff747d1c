"""What is asked about retaliation, what can be done against it, and how the risk follows from the answers. Nobody types a level."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from amanah import rulebook

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text
else:
    Text = object

CHECK_IN, RETALIATION = "check_in", "retaliation"
"""Kinds of message: an answer to a check-in, and word that retaliation was reported as a case of its own."""

STEPS: Mapping[str, tuple[Text, str]] = {
    "first": (_("Pemantauan pertama"), "whistleblowing.protection_first_check_after"),
    "second": (_("Pemantauan kedua"), "whistleblowing.protection_second_check_after"),
    "third": (_("Pemantauan ketiga"), "whistleblowing.protection_third_check_after"),
    "last": (_("Pemantauan terakhir"), "whistleblowing.protection_last_check_after"),
}
"""The check-ins in order: what each is called, and how long after filing, or after closing, it is due."""

PRESSURES: Mapping[str, Text] = {
    "none": _("Tidak"),
    "worried": _("Belum jelas, tetapi saya khawatir"),
    "pressed": _("Ya"),
}
WORRYING = frozenset({"worried", "pressed"})
"""Answers after which somebody is told at the next beat to look at once."""

RISKS: Mapping[str, Text] = {
    "known": _("Apakah identitas pelapor diketahui atau mudah ditebak di tempat kerjanya?"),
    "dependent": _("Apakah orang yang dilaporkan menentukan tugas, penilaian, atau penghasilan pelapor?"),
    "threatened": _("Sudahkah ada ancaman atau tekanan kepada pelapor?"),
    "few": _("Apakah hanya sedikit orang yang mengetahui hal yang dilaporkan?"),
    "precedent": _("Pernahkah terjadi pembalasan di unit itu?"),
    "vulnerable": _("Apakah kedudukan pelapor rentan (kontrak, masa percobaan, alih daya)?"),
    "safety": _("Apakah keselamatan pelapor atau keluarganya terancam?"),
}
ANSWERS: Mapping[str, Text] = {"no": _("Tidak ada tanda"), "unsure": _("Belum jelas"), "yes": _("Ada")}
POINTS = {"no": 0, "unsure": 1, "yes": 2}
DECISIVE = frozenset({"threatened", "safety"})
"""What makes the risk high by itself."""

LEVELS: Mapping[str, Text] = {"low": _("Risiko rendah"), "medium": _("Risiko sedang"), "high": _("Risiko tinggi")}


def level_of(answers: Mapping[str, str], on: date) -> str:
    """The risk of retaliation that follows from the answers by the rules in force on a day: a key of LEVELS."""
    if any(answers.get(key) == "yes" for key in DECISIVE):
        return "high"
    score = sum(POINTS[answers.get(key, "no")] for key in RISKS)
    if score >= rulebook.provision("protection.high_from", on=on).value:
        return "high"
    return "medium" if score >= rulebook.provision("protection.medium_from", on=on).value else "low"


@dataclass(frozen=True)
class Measure:
    """One thing that can be done. `action` is how an action asks for it without pointing to anybody; "" where an action always would."""

    key: str
    title: Text
    action: Text = ""


MEASURES = {
    measure.key: measure
    for measure in (
        Measure("secrecy", _("Batasi lagi siapa yang mengetahui perkara ini")),
        Measure(
            "personnel",
            _("Jaga agar tidak ada mutasi, penilaian, atau sanksi sepihak"),
            _("Tinjau semua usulan mutasi dan sanksi di unit ini selama enam bulan sebelum ditetapkan"),
        ),
        Measure(
            "apart",
            _("Pisahkan jalur kerja pelapor dari yang dilaporkan"),
            _("Tata ulang pembagian tugas dan jalur persetujuan di unit ini"),
        ),
        Measure(
            "remind",
            _("Ingatkan pimpinan unit tentang larangan pembalasan"),
            _("Sosialisasikan larangan pembalasan kepada semua pimpinan unit"),
        ),
        Measure("counsel", _("Tawarkan pendampingan hukum atau psikologis melalui kotak komunikasi")),
        Measure("lpsk", _("Rujuk ke LPSK")),
        Measure("police", _("Bantu pelapor meminta perlindungan polisi")),
    )
}
