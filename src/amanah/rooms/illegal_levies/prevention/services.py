"""The verbs of prevention: assess, review, close. A control plan is an action of engines/actions that arose from an exposure."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Unit
from amanah.foundation.public_services import queries as catalogue
from amanah.foundation.public_services.models import Service
from amanah.kernel import canonical, clock
from amanah.rooms.illegal_levies.prevention import factors
from amanah.rooms.illegal_levies.prevention.models import WORDS, Assessment, Control, Exposure
from amanah.rooms.illegal_levies.prevention.room import MANAGER

CLOCK = "review"


@dataclass(frozen=True)
class Judgement:
    """What somebody says of an exposure: six answers from 1 to 5, why, and what holds against it already."""

    answers: Mapping[str, int]
    control: str
    why: str = ""
    control_words: str = ""


@transaction.atomic
def assess(service: Service, stage: str, unit: Unit, judgement: Judgement, *, viewer: Viewer) -> Exposure:
    """Put a stage of a service at an office on the map, and start the clock of its review.

    Raises ValidationError by field (stage, unit, control, the six answers), PermissionDenied outside the viewer's units.
    """
    _may(viewer, unit)
    offer = catalogue.offer(service.code, clock.today())
    title = next((one["title"] for one in offer.edition.stages if one["key"] == stage), None) if offer else None
    if title is None:
        raise ValidationError({"stage": _("Layanan ini tidak mempunyai tahapan itu dalam standar yang berlaku.")})
    if Exposure.objects.filter(service=service, stage=stage, unit=unit, closed_on=None).exists():
        raise ValidationError({"unit": _("Tahapan ini di unit ini sudah ada pada peta. Tinjaulah yang ada.")})
    scored, today = _scored(judgement), clock.today()
    exposure = Exposure(id=uuid4(), service=service, stage=stage, stage_title=title, unit=unit, opened_on=today)
    deadline = clocks.start(exposure.ref, CLOCK, factors.REVIEW, today, viewer.actor)
    _copy(exposure, scored, judgement, deadline)
    try:
        with transaction.atomic():
            exposure.save(force_insert=True)
    except IntegrityError as error:  # somebody else was faster
        raise ValidationError({"unit": _("Tahapan ini di unit ini sudah ada pada peta. Tinjaulah yang ada.")}) from error
    _write(exposure, scored, judgement, viewer)
    return exposure


@transaction.atomic
def review(exposure: Exposure, judgement: Judgement, *, viewer: Viewer) -> Assessment:
    """Assess it again; the clock of the next review starts today. Raises as `assess` does, and ValidationError where it is closed."""
    exposure = _locked(exposure, viewer)
    scored, today = _scored(judgement), clock.today()
    for running in Deadline.objects.filter(ref=exposure.ref, name=CLOCK, stopped_on=None):
        clocks.stop(running, today, viewer.actor)
    _copy(exposure, scored, judgement, clocks.start(exposure.ref, CLOCK, factors.REVIEW, today, viewer.actor))
    exposure.save()
    return _write(exposure, scored, judgement, viewer)


@transaction.atomic
def close(exposure: Exposure, reason: str, *, viewer: Viewer) -> None:
    """Take it off the map, because the stage or the office is gone. Its history stays. Raises ValidationError without a reason."""
    exposure = _locked(exposure, viewer)
    if not reason.strip():
        raise ValidationError({"reason": _("Tulislah alasannya.")})
    for running in Deadline.objects.filter(ref=exposure.ref, name=CLOCK, stopped_on=None):
        clocks.stop(running, clock.today(), viewer.actor)
    exposure.closed_on, exposure.closed_why = clock.today(), reason.strip()[:300]
    exposure.save()
    ledger.append("levyrisk.closed", exposure.ref, {}, actor=viewer.actor)


def _may(viewer: Viewer, unit: Unit) -> None:
    if not viewer.has(MANAGER.key, unit):
        raise PermissionDenied


def _locked(exposure: Exposure, viewer: Viewer) -> Exposure:
    found = Exposure.objects.select_for_update(of=("self",)).select_related("unit", "service").get(pk=exposure.pk)
    _may(viewer, found.unit)
    if found.closed_on is not None:
        raise ValidationError(_("Titik rawan ini sudah tidak ada pada peta."))
    return found


def _scored(judgement: Judgement) -> factors.Score:
    problems = {}
    for key in factors.KEYS:
        if not factors.LEAST <= judgement.answers.get(key, 0) <= factors.MOST:
            problems[key] = _("Pilih angka 1 sampai 5.")
    if judgement.control not in Control.values:
        problems["control"] = _("Pilih keadaan pengendaliannya.")
    elif judgement.control != Control.NONE and not judgement.control_words.strip():
        problems["control_words"] = _("Sebutkan pengendalian yang sudah ada.")
    for key in ("why", "control_words"):
        if len(getattr(judgement, key)) > WORDS:
            problems[key] = _("Paling panjang 1.000 karakter.")
    if problems:
        raise ValidationError(dict(problems))
    return factors.score(judgement.answers, clock.today())


def _copy(exposure: Exposure, scored: factors.Score, judgement: Judgement, deadline: Deadline) -> None:
    exposure.likelihood, exposure.impact, exposure.score = scored.likelihood, scored.impact, scored.product
    exposure.control = judgement.control
    exposure.assessed_on, exposure.review_on = clock.today(), deadline.due_on


def _write(exposure: Exposure, scored: factors.Score, judgement: Judgement, viewer: Viewer) -> Assessment:
    seq = exposure.assessments.count() + 1
    said = {"why": judgement.why.strip(), "control_words": judgement.control_words.strip()}
    assessment = Assessment.objects.create(
        exposure=exposure,
        seq=seq,
        day=clock.today(),
        by=viewer.account,
        likelihood=scored.likelihood,
        impact=scored.impact,
        control=judgement.control,
        **said,
        **{key: judgement.answers[key] for key in factors.KEYS},
    )
    facts = {
        "service": exposure.service.code,
        "stage": exposure.stage,
        "unit": str(exposure.unit_id),
        "answers": assessment.answers,
        "likelihood": scored.likelihood,
        "impact": scored.impact,
        "control": str(judgement.control),
        "words": canonical.digest(said).hex(),
    }
    ledger.append("levyrisk.mapped" if seq == 1 else "levyrisk.reviewed", exposure.ref, facts, actor=viewer.actor)
    return assessment
