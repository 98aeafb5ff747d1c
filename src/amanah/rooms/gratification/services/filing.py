"""From the answers of the form to a report that is ready to be sealed."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

from amanah.engines.cases.models import Case
from amanah.engines.reports.report import OPEN, Identity, Report
from amanah.engines.reports.services.filing import Filing, file_unanswered
from amanah.engines.reports.subjects import unit_of
from amanah.foundation.access import exclusion
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation.models import Person, Unit
from amanah.rooms.gratification.regime import FORM, LABELS, REGIME
from amanah.rooms.gratification.workflow import GIFT, ROUTE

MAY_KNOW = "yes"


def compose(case_id: UUID, answers: Mapping[str, str], uploads: tuple[SealedUpload, ...] = ()) -> Filing:
    """The report of these answers. Whoever received the gift, and those who answer for them, are shut out of it.

    Where the receiver lets their superior know, only they themself are; where nobody of the institution is recognised, their unit is.
    """
    unit = unit_of(answers.get("unit", ""))
    told = {name: answers[name] for name in LABELS if answers.get(name)}
    if unit is not None:
        told["unit_name"] = unit.name
    elif answers.get("place"):
        told["unit_name"] = answers["place"]
    report = Report(
        topic=answers["topic"],
        route=ROUTE,
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
    return Filing(case_id, report, tags_of(answers, unit), uploads, days=days)


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


def file_typed(answers: Mapping[str, str], uploads: tuple[SealedUpload, ...] = (), *, actor: str) -> Case:
    """Accept what an officer typed in from a letter, an e-mail or a visit. Raises as `filing.file_report`, but never Busy."""
    return file_unanswered(REGIME, compose(uuid4(), answers, uploads), actor=actor)
