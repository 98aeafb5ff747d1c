"""From the answers of the form to a report that is ready to be sealed."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from amanah.engines.reports.report import OPEN, Identity, Report
from amanah.engines.reports.services.filing import Filing, readers
from amanah.engines.reports.services.typed import Coming, TypedIn, file_typed
from amanah.engines.reports.subjects import unit_of
from amanah.foundation.access import exclusion
from amanah.foundation.access.models import Grant, stands_on
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation.models import Person, Unit
from amanah.kernel import clock
from amanah.rooms.gratification.regime import FORM, LABELS, REGIME
from amanah.rooms.gratification.workflow import GIFT, ROUTE, UNIT_OFFICER, UNIT_ROUTE

MAY_KNOW = "yes"
OWN = "own"
"""Where the receiver wants their part's own UPG to receive the report."""


def compose(case_id: UUID, answers: Mapping[str, str], uploads: tuple[SealedUpload, ...] = ()) -> Filing:
    """The report of these answers. Whoever received the gift, and those who answer for them, are shut out of it.

    Where the receiver lets their superior know, only they themself are; where nobody of the institution is recognised, their unit is.
    It goes to their part's own UPG where they want that and somebody there may read it, else to the main one.
    """
    unit = unit_of(answers.get("unit", ""))
    tags = tags_of(answers, unit)
    own = own_upg(unit) if answers.get("desk") == OWN else None
    if own is not None and not readers(REGIME, UNIT_ROUTE, tags, own):
        own = None
    told = {name: answers[name] for name in LABELS if answers.get(name)}
    if unit is not None:
        told["unit_name"] = unit.name
    elif answers.get("place"):
        told["unit_name"] = answers["place"]
    report = Report(
        topic=answers["topic"],
        route=ROUTE if own is None else UNIT_ROUTE,
        mode=OPEN,
        answers=told,
        unit=str(unit.pk) if unit is not None else "",
        unit_name=told.get("unit_name", ""),
        place=answers.get("received_at", ""),
        files=tuple(upload.file_id for upload in uploads),
        identity=Identity(answers["name"], " · ".join(part for part in (answers.get("phone"), answers.get("email")) if part), ""),
        form=FORM,
    )
    days = {GIFT: date.fromisoformat(answers["received_on"])} if answers.get("received_on") else {}
    return Filing(case_id, report, tags, uploads, unit=own, days=days)


def type_in(
    case_id: UUID, answers: Mapping[str, str], coming: Coming, uploads: tuple[SealedUpload, ...] = (), *, viewer: Viewer
) -> TypedIn:
    """Accept what somebody of the UPG typed in from a letter, a call or a visit. Raises as `filing.file_report`."""
    return file_typed(REGIME, compose(case_id, answers, uploads), coming, viewer=viewer)


def parted() -> bool:
    """Whether any part of the institution has a UPG of its own."""
    return Grant.objects.filter(stands_on(clock.today()), role=UNIT_OFFICER, unit__parent__isnull=False).exists()


def own_upg(unit: Unit | None) -> Unit | None:
    """The nearest part of the institution, from this unit upwards, that has a UPG of its own."""
    if unit is None:
        return None
    grants = Grant.objects.filter(stands_on(clock.today()), role=UNIT_OFFICER, unit__in=unit.path_ids, unit__parent__isnull=False)
    return max((grant.unit for grant in grants.select_related("unit")), key=lambda found: len(found.path_ids), default=None)


def tags_of(answers: Mapping[str, str], unit: Unit | None) -> frozenset[bytes]:
    """Whom the matter is hidden from."""
    people = receivers(answers, unit)
    if not people:
        return frozenset(exclusion.tags_for_subjects([], [unit] if unit is not None else []))
    if answers.get("superior") == MAY_KNOW:
        return frozenset(exclusion.alone_tag(person.pk) for person in people)
    return frozenset(exclusion.tags_for_subjects(people, []))


def receivers(answers: Mapping[str, str], unit: Unit | None) -> list[Person]:
    """Who the receiver is in the institution's data: by number where that is known, else everybody who may be meant by the name."""
    number = "".join(character for character in answers.get("nip", "") if character.isdigit())
    known = list(Person.objects.filter(nip=number)) if number else []
    return known or organisation.match_people([answers["name"]], unit)
