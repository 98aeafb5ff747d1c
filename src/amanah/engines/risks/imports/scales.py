"""Cells that speak the language of other registers: steps of a scale by number or word, kinds and options by their usual names."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from amanah.engines.risks.criteria import Level, in_force
from amanah.engines.risks.declare import FRAUD_TYPES
from amanah.foundation.imports.values import Reader, Unfit, choice, fold

NO_STEP: Final = _("Bukan tingkat dari skala yang berlaku. Tulis angkanya, misalnya 3, atau namanya.")
_LEADING: Final = re.compile(r"\s*\(?(\d{1,2})\)?(?:\s*[.:=()–-]?\s*[^\W\d].*)?", re.DOTALL)
_TRAILING: Final = re.compile(r"\D+\(\s*(\d{1,2})\s*\)\s*", re.DOTALL)

KINDS: Final[Mapping[str, str]] = {
    "": "",
    **dict.fromkeys(("fraud", "kecurangan", "risiko_kecurangan", "risiko_fraud", "penyimpangan"), "fraud"),
    **dict.fromkeys(("bribery", "suap", "penyuapan", "risiko_penyuapan", "smap", "gratifikasi"), "bribery"),
    **dict.fromkeys(("corruption", "korupsi", "risiko_korupsi", "pungutan_liar", "pungli", "pemerasan"), "corruption"),
    **dict.fromkeys(
        ("conflict_of_interest", "konflik_kepentingan", "benturan_kepentingan", "risiko_konflik_kepentingan"), "conflict_of_interest"
    ),
    **dict.fromkeys(
        (
            *("general", "umum", "operasional", "risiko_operasional", "strategis", "kebijakan", "kepatuhan", "hukum", "keuangan"),
            *("reputasi", "kinerja", "legal", "teknologi_informasi", "sdm", "lingkungan", "proyek", "bencana", "aset"),
        ),
        "general",
    ),
}
OPTIONS: Final[Mapping[str, str]] = {
    "": "",
    **dict.fromkeys(("avoid", "menghindari", "hindari", "dihindari", "menghindari_risiko"), "avoid"),
    **dict.fromkeys(
        ("reduce", "mengurangi", "kurangi", "dikurangi", "mitigasi", "memitigasi", "mengurangi_risiko", "menurunkan"), "reduce"
    ),
    **dict.fromkeys(("share", "membagi", "berbagi", "transfer", "mentransfer", "membagi_risiko", "mengalihkan", "dialihkan"), "share"),
    **dict.fromkeys(("accept", "menerima", "terima", "diterima", "menerima_risiko"), "accept"),
}


def likelihood(said: str) -> int | None:
    """A step of the scale of likelihood in force today; None for an empty cell. Raises Unfit."""
    return _step(said, in_force().likelihood)


def impact(said: str) -> int | None:
    """A step of the scale of impact in force today; None for an empty cell. Raises Unfit."""
    return _step(said, in_force().impact)


def fraud_type(said: str) -> str:
    """A branch of the fraud tree by code or by its Indonesian title. Raises Unfit."""
    with override("id"):  # registers are written in Indonesian, whoever reads the page in which language
        titles = {fold(str(title)): code for code, title in FRAUD_TYPES.items()}
    found: str = choice({"": "", **titles, **{fold(code): code for code in FRAUD_TYPES}})(said)
    return found


kind: Final[Reader] = choice(KINDS)
option: Final[Reader] = choice(OPTIONS)


def several(said: str) -> tuple[str, ...]:
    """Several things in one cell: a line each, or between semicolons; numbers and dashes in front are dropped."""
    found = (re.sub(r"^\s*(?:[-•*·]|\(?[0-9a-z]{1,2}[.)])\s+", "", one).strip() for one in re.split(r"[\n;]+", said))
    return tuple(dict.fromkeys(one for one in found if one))


def _step(said: str, scale: Sequence[Level]) -> int | None:
    if not said.strip():
        return None
    numbered = _LEADING.fullmatch(said) or _TRAILING.fullmatch(said)
    if numbered is not None:
        number = int(numbered[1])
        if 1 <= number <= len(scale):
            return number
        raise Unfit(NO_STEP)
    word = fold(said)
    for step in scale:
        if word in {fold(name) for name in (step.title.id, step.title.en, *step.also)}:
            return step.number
    raise Unfit(NO_STEP)


def score(said: str) -> int | None:
    """A score that another register computed; None where it is no whole number, because it is only compared with ours."""
    return int(said) if said.strip().isdecimal() else None
