"""Must I report this? A pure function over the rulebook: no request, no database, nothing kept.

The rule in force on the day of receipt decides. The answer is advice: only KPK decides what a gratification is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from amanah import rulebook
from amanah.rulebook import DueDate, Provision, RuleError
from amanah.rulebook.rules import in_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Words
else:
    Words = object

CEREMONY, DISASTER, COLLEAGUE, FAREWELL = "ceremony", "disaster", "colleague", "farewell"
NONE: Final = "none"
EXEMPT: Final[Mapping[str, Words]] = {
    "family": _("Pemberian keluarga sendiri, tanpa benturan kepentingan"),
    CEREMONY: _("Hadiah pada pernikahan, kelahiran, atau upacara adat dan agama"),
    DISASTER: _("Pemberian karena musibah atau bencana"),
    FAREWELL: _("Pemberian rekan kerja pada pisah sambut, pensiun, atau ulang tahun"),
    COLLEAGUE: _("Pemberian lain antar-rekan kerja"),
    "food": _("Makanan atau minuman yang disajikan untuk umum"),
    "flowers": _("Karangan bunga"),
    "seminar_kit": _("Perlengkapan seminar atau pelatihan yang berlaku umum"),
    "promotion": _("Barang promosi berlogo yang berlaku umum"),
    "contest": _("Hadiah lomba atau kompetisi yang diikuti dengan biaya sendiri"),
    "award": _("Penghargaan dari pemerintah karena prestasi kerja"),
    "discount": _("Diskon, voucer, atau poin yang berlaku umum"),
    "honorarium": _("Honor di luar tugas jabatan, tanpa benturan kepentingan"),
    "compensation": _("Kompensasi tugas resmi sesuai standar biaya, tanpa pembiayaan ganda"),
    "savings": _("Bunga atau keuntungan simpanan sendiri yang berlaku umum"),
    "cooperative": _("Manfaat koperasi atau organisasi pegawai"),
    "institution": _("Plakat atau cendera mata untuk instansi"),
}
"""The seventeen kinds of Article 2(3) of KPK Regulation 2/2019."""

_LIMITS: Final[Mapping[str, str]] = {
    CEREMONY: "gratification.ceremony_limit",
    DISASTER: "gratification.disaster_gift_limit",
    COLLEAGUE: "gratification.colleague_gift_limit",
    FAREWELL: "gratification.colleague_farewell_limit",
}
_YEARLY: Final = "gratification.colleague_gift_yearly_limit"
_NOT_MONEY: Final = frozenset({COLLEAGUE, FAREWELL})


class Verdict(StrEnum):
    """What the rule says as far as the answers go."""

    REPORT = "report"
    REPORT_REFUSAL = "report_refusal"
    NEED_NOT = "need_not"
    ASK = "ask"


class Link(StrEnum):
    """Whether the gift is linked to the office and against a duty."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Gift:
    """What was given. `value` in rupiah, None while nobody can say; `before`: what the same giver gave earlier in the same year."""

    received_on: date
    kind: str = NONE
    link: Link = Link.NO
    value: int | None = None
    before: int = 0
    money: bool = False
    refused: bool = False


@dataclass(frozen=True)
class Reason:
    """One step of the reasoning in words, with the rule it rests on."""

    text: Words
    rule: Provision | None = None

    @property
    def citation(self) -> str:
        """The rule's citation in the reader's language; empty where none stands behind it."""
        return self.rule.cite(get_language() or "id") if self.rule is not None else ""


@dataclass(frozen=True)
class Advice:
    """The answer: what to do, why, and until when. The days are None where the rulebook knows no rule for the day of receipt."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    to_upg: DueDate | None
    to_kpk: DueDate | None

    @property
    def verified(self) -> bool:
        """Whether a person has compared every number used with the official text."""
        used = [reason.rule for reason in self.reasons] + [due.provision for due in (self.to_upg, self.to_kpk) if due is not None]
        return all(rule.verified for rule in used if rule is not None)


def advise(gift: Gift) -> Advice:
    """Answer by the rules in force on the day of receipt. Never raises: where the book knows no rule, the advice is to ask."""
    verdict, reasons = _judge(gift)
    return Advice(
        verdict,
        tuple(reasons),
        _due("gratification.report_to_upg_within", gift.received_on),
        _due("gratification.report_to_kpk_within", gift.received_on),
    )


def _judge(gift: Gift) -> tuple[Verdict, list[Reason]]:
    if gift.refused:
        return Verdict.REPORT_REFUSAL, [Reason(_("Penolakan pun dicatat dan dilaporkan: laporan itu melindungi Anda."))]
    if gift.link is Link.YES:
        return Verdict.REPORT, [
            Reason(_("Pemberian terkait jabatan yang berlawanan dengan kewajiban harus ditolak; bila diterima, wajib dilaporkan.")),
            *_burden(gift),
        ]
    if gift.kind not in EXEMPT:
        return Verdict.REPORT, [Reason(_("Pemberian ini tidak termasuk jenis yang dikecualikan dari kewajiban melapor.")), *_burden(gift)]
    verdict, reasons = _exempt(gift)
    if verdict is Verdict.NEED_NOT and gift.link is Link.UNSURE:
        return Verdict.ASK, [
            *reasons,
            Reason(
                _("Pengecualian hanya berlaku tanpa benturan kepentingan. Karena Anda tidak yakin, tanyakan kepada UPG atau laporkan saja.")
            ),
        ]
    return verdict, reasons


def _exempt(gift: Gift) -> tuple[Verdict, list[Reason]]:
    if gift.kind not in _LIMITS:
        return Verdict.NEED_NOT, [
            Reason(
                format_lazy(
                    "{} {}", _("Jenis ini dikecualikan selama wajar, berlaku umum, dan tanpa benturan kepentingan:"), EXEMPT[gift.kind]
                ),
                _source(gift),
            )
        ]
    if gift.money and gift.kind in _NOT_MONEY:
        return Verdict.REPORT, [Reason(_("Pengecualian antar-rekan kerja tidak berlaku bagi uang atau alat tukar.")), *_burden(gift)]
    reasons: list[Reason] = []
    limit = _rule(_LIMITS[gift.kind], gift.received_on)
    if limit is None and gift.kind == FAREWELL:
        gone = _("Pada hari itu batas tersendiri untuk pisah sambut sudah dihapus; berlaku batas umum antar-rekan kerja.")
        reasons.append(Reason(gone))
        limit = _rule(_LIMITS[COLLEAGUE], gift.received_on)
    if limit is None:
        reasons.append(Reason(_("Buku aturan belum memuat batas yang berlaku pada hari itu. Tanyakan kepada UPG atau laporkan saja.")))
        return Verdict.ASK, reasons
    verdict, measured = _measured(gift, limit)
    return verdict, [*reasons, *measured]


def _measured(gift: Gift, limit: Provision) -> tuple[Verdict, list[Reason]]:
    """Against the limit per giver and, between colleagues, against the total of the year."""
    amount = int(limit.value)
    if gift.value is None:
        return Verdict.ASK, [Reason(_said(_("Nilainya menentukan. Batas per pemberi: {amount}."), amount), limit)]
    if gift.value > limit.value:
        return Verdict.REPORT, [Reason(_said(_("Nilainya melebihi batas per pemberi: {amount}."), amount), limit), *_burden(gift)]
    reasons = [Reason(_said(_("Nilainya tidak melebihi batas per pemberi: {amount}."), amount), limit)]
    yearly = _rule(_YEARLY, gift.received_on) if gift.kind in _NOT_MONEY else None
    if yearly is None:
        return Verdict.NEED_NOT, reasons
    total = gift.value + gift.before
    if total > yearly.value:
        text = _("Jumlah dari pemberi yang sama tahun ini {total}, melebihi batas setahun {amount}.")
        return Verdict.REPORT, [*reasons, Reason(_said(text, int(yearly.value), total), yearly)]
    text = _("Jumlah dari pemberi yang sama tahun ini {total}, tidak melebihi batas setahun {amount}.")
    return Verdict.NEED_NOT, [*reasons, Reason(_said(text, int(yearly.value), total), yearly)]


def _burden(gift: Gift) -> list[Reason]:
    rule = _rule("gratification.burden_of_proof_from", gift.received_on)
    if rule is None or gift.value is None or gift.value < rule.value:
        return []
    return [Reason(_said(_("Mulai {amount}, penerimalah yang harus membuktikan bahwa pemberian itu bukan suap."), int(rule.value)), rule)]


def _source(gift: Gift) -> Provision | None:
    """The exempt kinds stand in the same regulation as the ceremony limit, which is cited for them."""
    return _rule(_LIMITS[CEREMONY], gift.received_on)


def _said(text: Words, amount: int, total: int = 0) -> Words:
    return format_lazy(text, amount=_Rupiah(amount), total=_Rupiah(total))


class _Rupiah:
    """An amount that is written in the language of whoever reads it."""

    def __init__(self, amount: int) -> None:
        self._amount = amount

    def __format__(self, _spec: str) -> str:
        language = "en" if (get_language() or "id").startswith("en") else "id"
        return in_words(self._amount, "IDR", language)


def _rule(key: str, on: date) -> Provision | None:
    try:
        return rulebook.provision(key, on=on)
    except RuleError:
        return None


def _due(key: str, start: date) -> DueDate | None:
    try:
        return rulebook.due(key, start)
    except RuleError:
        return None
