"""The six questions about one stage of a service at one office, and what follows from the answers by the rulebook."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from amanah import rulebook

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text
else:
    Text = object

LEAST, MOST = 1, 5
FAMILY = "illegal_levies"
REVIEW = f"{FAMILY}.review_every"
LIKELIHOOD, IMPACT = "likelihood", "impact"


@dataclass(frozen=True, slots=True)
class Factor:
    """One question; `low` and `high` say what 1 and 5 mean. `side` is what its answer weighs in."""

    key: str
    side: str
    title: Text
    low: Text
    high: Text


FACTORS = (
    Factor(
        "discretion",
        LIKELIHOOD,
        _("Keleluasaan petugas"),
        _("Sistem atau aturan tertulis yang memutuskan."),
        _("Satu petugas memutuskan sendiri tanpa ukuran tertulis."),
    ),
    Factor("contact", LIKELIHOOD, _("Tatap muka"), _("Pemohon tidak bertemu petugas."), _("Bertemu berkali-kali, berdua, di luar loket.")),
    Factor(
        "time_pressure",
        LIKELIHOOD,
        _("Desakan waktu pemohon"),
        _("Menunggu tidak merugikan pemohon."),
        _("Setiap hari terlambat mahal bagi pemohon, dan antrean dapat ditahan."),
    ),
    Factor(
        "past_cases",
        LIKELIHOOD,
        _("Kejadian sebelumnya"),
        _("Tidak pernah ada laporan atau temuan."),
        _("Terbukti berulang dalam tiga tahun terakhir."),
    ),
    Factor(
        "fee",
        IMPACT,
        _("Nilai yang dipertaruhkan"),
        _("Hasil layanan bernilai kecil bagi pemohon."),
        _("Hasilnya jauh lebih bernilai daripada biaya resminya, sehingga orang mau membayar lebih."),
    ),
    Factor("volume", IMPACT, _("Banyaknya permohonan"), _("Beberapa setahun."), _("Ratusan atau lebih setiap bulan.")),
)
KEYS = tuple(factor.key for factor in FACTORS)


@dataclass(frozen=True, slots=True)
class Band:
    """How grave a score is: `rank` from 0 (low) to 3."""

    key: str
    title: Text
    rank: int
    tone: str


BANDS = (
    Band("low", _("Rendah"), 0, "success"),
    Band("medium", _("Sedang"), 1, "info"),
    Band("high", _("Tinggi"), 2, "warning"),
    Band("extreme", _("Sangat tinggi"), 3, "danger"),
)


@dataclass(frozen=True, slots=True)
class Score:
    """What the answers come to: both sides from 1 to 5, and their product."""

    likelihood: int
    impact: int

    @property
    def product(self) -> int:
        """Likelihood times impact."""
        return self.likelihood * self.impact


def score(answers: Mapping[str, int], on: date) -> Score:
    """The weighted mean of each side by the rules in force on a day, rounded to whole numbers, halves up.

    Raises ValueError for an answer that is missing or not from 1 to 5, RuleError where the rulebook has no weights on that day.
    """
    for key in KEYS:
        if not LEAST <= answers.get(key, 0) <= MOST:
            raise ValueError(key)
    return Score(_side(LIKELIHOOD, answers, on), _side(IMPACT, answers, on))


def _side(side: str, answers: Mapping[str, int], on: date) -> int:
    total = weights = Decimal(0)
    for factor in FACTORS:
        if factor.side == side:
            weight = Decimal(rulebook.provision(f"{FAMILY}.{side}_of_{factor.key}", on=on).value)
            total, weights = total + weight * answers[factor.key], weights + weight
    return int((total / weights).quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Matrix:
    """Where the bands begin and from which score on a control plan is due, by the rules in force on a day."""

    starts: tuple[int, int, int]
    appetite: int
    verified: bool

    def band(self, product: int) -> Band:
        """The band of a score."""
        return BANDS[sum(product >= start for start in self.starts)]

    def needs_plan(self, product: int) -> bool:
        """Whether this is at or above what may be borne without a plan."""
        return product >= self.appetite


def matrix(on: date) -> Matrix:
    """The matrix in force on a day."""
    rules = [rulebook.provision(f"{FAMILY}.{name}", on=on) for name in ("medium_from", "high_from", "extreme_from", "appetite")]
    medium, high, extreme, appetite = (int(rule.value) for rule in rules)
    return Matrix((medium, high, extreme), appetite, all(rule.verified for rule in rules))
