"""What was done about a risk, in order, and how its scores went."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from amanah.engines.risks.declare import ACTS, STAGES, STATES
from amanah.engines.risks.desk import matrices
from amanah.engines.risks.models import Assessment, Flag, Risk, Step
from amanah.engines.risks.pictures.heat import Level

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TONES = {"closed": "success", "flagged": "warning", "activated": "info", "flag_cleared": "success"}


@dataclass(frozen=True)
class Happening:
    """One event of the timeline, with the words that were written then."""

    day: date
    title: "StrOrPromise"
    actor: str
    tone: str
    detail: str
    text: str


@dataclass(frozen=True)
class Judged:
    """One assessment in words, as its own edition calls things."""

    assessment: Assessment
    stage: "StrOrPromise"
    level: Level | None
    likelihood: str
    impact: str
    criteria: str

    @property
    def url_key(self) -> str:
        """The digest of its edition."""
        return self.assessment.edition_id


def timeline(risk: Risk) -> list[Happening]:
    """Everything that was done about a risk that the viewer may see, newest first: one query."""
    steps = risk.steps.select_related("actor__person", "assessment").order_by("-seq")
    return [_told(step) for step in steps]


def judged(risk: Risk) -> list[Judged]:
    """Every assessment, newest first: one query."""
    return [words_of(one) for one in risk.assessments.select_related("actor__person").order_by("-seq")]


def words_of(one: Assessment) -> Judged:
    """An assessment in the reader's language."""
    criteria = matrices.of(one.edition_id)
    return Judged(
        one,
        STAGES[one.stage],
        matrices.level(criteria, one.level),
        matrices.said(criteria.likelihood[one.likelihood - 1].title),
        matrices.said(criteria.impact[one.impact - 1].title),
        f"{matrices.said(criteria.title)} ({criteria.edition})",
    )


def open_flags(risk: Risk) -> list[Flag]:
    """The flags that nobody answered yet, newest first."""
    return list(risk.flags.filter(cleared_on__isnull=True))


def _told(step: Step) -> Happening:
    parts = []
    if step.source != step.target and step.source:
        parts.append(_("Status: %(state)s") % {"state": STATES[step.target]})
    if step.assessment is not None:
        one = words_of(step.assessment)
        level = f" ({one.level.title})" if one.level else ""
        said = {"stage": one.stage, "score": one.assessment.score, "level": level, "likelihood": one.likelihood, "impact": one.impact}
        parts.append(_("%(stage)s: skor %(score)d%(level)s, kemungkinan %(likelihood)s, dampak %(impact)s") % said)
    actor = str(step.actor) if step.actor else _("Sistem")
    return Happening(step.day, ACTS[step.act], actor, TONES.get(step.act, "neutral"), " · ".join(parts), step.text)
