"""Reviews as pages and sheets show them: levels in words, changes with their risks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amanah.engines.risks import addresses
from amanah.engines.risks.criteria import criteria, in_force
from amanah.engines.risks.declare import STAGES
from amanah.engines.risks.models import Risk
from amanah.engines.risks.reviews import queries
from amanah.engines.risks.reviews.models import Review
from amanah.foundation.access.viewer import Viewer


@dataclass(frozen=True)
class Level:
    """A level in words."""

    title: str
    tone: str
    score: int | None


@dataclass(frozen=True)
class Group:
    """Risks that changed in one way; `rows` are pairs of a risk and a remark."""

    title: str
    tone: str
    empty: str
    rows: list[dict[str, Any]]


def level(kept: object) -> Level | None:
    """What an entry keeps of one stage, in words; None where nobody had assessed it."""
    score, key = kept if isinstance(kept, list | tuple) else (None, "")
    return titled(str(key), score) if key else None


def titled(key: str, score: int | None = None) -> Level:
    """A band by its key: of the criteria in force, else of any others that know it, else the key itself."""
    language = get_language() or "id"
    for scale in (in_force(), *criteria().values()):
        for band in scale.bands:
            if band.key == key:
                return Level(band.title.get(language), band.tone, score)
    return Level(key, "neutral", score)


def groups(viewer: Viewer, review: Review) -> list[Group]:
    """What changed since the last round, in the order in which one asks."""
    what, risks = queries.found(viewer, review)

    def plain(refs: list[str]) -> list[dict[str, Any]]:
        return [_row(risks[ref], "") for ref in refs]

    moved = [_row(risks[move.risk], _told(move)) for move in what.moved]
    return [
        Group(_("Pengendalian yang gagal"), "danger", _("Tidak ada pengendalian yang gagal diuji."), plain(what.failed)),
        Group(_("Tingkat yang berpindah"), "warning", _("Tidak ada tingkat yang berpindah."), moved),
        Group(_("Risiko baru"), "info", _("Tidak ada risiko baru."), plain(what.new)),
        Group(_("Risiko yang ditutup"), "success", _("Tidak ada risiko yang ditutup."), plain(what.closed)),
        Group(_("Tanda lain yang dipasang"), "warning", _("Tidak ada tanda lain."), plain(what.signals)),
        Group(_("Tanda yang dijawab"), "success", _("Tidak ada tanda yang dijawab."), plain(what.cleared)),
    ]


def since(review: Review) -> str:
    """Since when the changes are told."""
    if review.previous is not None:
        return _("Sejak tinjauan %(number)s disahkan.") % {"number": review.previous.number}
    return _("Sejak awal masa yang ditinjau; ini tinjauan pertama register ini.")


def _told(move: queries.Move) -> str:
    was, now = titled(move.was), titled(move.now)
    way = {True: _("naik"), False: _("turun"), None: _("kriteria lain")}[move.up]
    what = {"stage": STAGES[move.stage], "was": was.title, "now": now.title, "way": way}
    return _("%(stage)s: %(was)s → %(now)s (%(way)s)") % what


def _row(risk: Risk, remark: str) -> dict[str, Any]:
    return {"risk": risk, "url": addresses.of_risk(risk.number), "remark": remark}


def compared(kept: Mapping[str, Any] | None) -> dict[str, Level | None]:
    """The three stages of what an entry keeps."""
    return {stage: level((kept or {}).get(stage)) for stage in STAGES}


def standing_level(kept: Mapping[str, Any]) -> Level | None:
    """The level that counts: what is left, else the inherent one."""
    levels = compared(kept)
    return levels["residual"] or levels["inherent"]
