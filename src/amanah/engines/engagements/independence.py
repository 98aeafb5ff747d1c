"""Who may not look at what: one list of checks that every place asks which puts somebody into a team or lets them verify.

A check names its reason, so that a second person can decide on a waiver. What must not be told (a declared interest, a report that is
about somebody) is no check of this list: `barred` answers yes or no, and nobody can waive it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import TypeAlias
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from amanah import rulebook
from amanah.engines.engagements.criteria import within
from amanah.engines.engagements.models import Engagement, Waiver
from amanah.engines.instruments.declare import Column
from amanah.engines.instruments.models import Answer
from amanah.foundation.access import conflicts
from amanah.foundation.organisation.models import Holding, Person, Unit, below, ids_of
from amanah.foundation.threads import visibility
from amanah.kernel import clock

Check: TypeAlias = Callable[[Collection[Person], Engagement], Mapping[UUID, str]]
"""Why people are not independent of what the engagement looks at, by the person's key, in the active language; nothing for whoever is.

It answers for all of them in as many queries as for one.
"""

_checks: dict[str, Check] = {}


def register(check: Check) -> None:
    """Have this asked of everybody who is to look at something; the same function again changes nothing."""
    _checks[f"{check.__module__}.{check.__qualname__}"] = check


def grounds(people: Collection[Person], engagement: Engagement) -> dict[UUID, tuple[str, ...]]:
    """Every reason why one of these people is not independent, by their key, in the active language; without those who are."""
    found: dict[UUID, tuple[str, ...]] = {}
    for check in _checks.values():
        for person_id, reason in check(people, engagement).items():
            found[person_id] = (*found.get(person_id, ()), reason)
    return found


def unwaived(person: Person, engagement: Engagement) -> tuple[str, ...]:
    """The reasons that no second person has waived, in the active language."""
    return unwaived_of_each([person], engagement).get(person.pk, ())


def unwaived_of_each(people: Collection[Person], engagement: Engagement) -> dict[UUID, tuple[str, ...]]:
    """The same for several people, by their keys; without those of whom no reason is left.

    A waiver holds for the very words that were read: who takes up another post in the unit afterwards needs another one.
    """
    found = grounds(people, engagement)
    if not found:
        return {}
    kept = as_kept([person for person in people if person.pk in found], engagement)
    waived = {
        (person_id, ground)
        for person_id, listed in Waiver.objects.filter(engagement=engagement, person__in=found, verdict="granted").values_list(
            "person_id", "grounds"
        )
        for ground in listed
    }
    left = {
        person_id: tuple(ground for ground, words in zip(told, kept[person_id], strict=True) if (person_id, words) not in waived)
        for person_id, told in found.items()
    }
    return {person_id: reasons for person_id, reasons in left.items() if reasons}


def as_kept(people: Collection[Person], engagement: Engagement) -> dict[UUID, tuple[str, ...]]:
    """The reasons in the institution's language, as waivers keep them."""
    with override(settings.LANGUAGE_CODE):
        return grounds(people, engagement)


def barred(person: Person, engagement: Engagement) -> bool:
    """Whether something stands in the way that is not told and cannot be waived: a declared interest, or what it arose from."""
    if engagement.source and visibility.concerns(person.pk, engagement.source):
        return True
    asked = conflicts.matcher(person.pk)
    if asked is None:
        return False
    matters = [conflicts.Matter(unit=unit) for unit in subjects(engagement)]
    if engagement.source:
        matters.append(conflicts.of_record(engagement.source))
    return any(asked(matter) for matter in matters)


def subjects(engagement: Engagement) -> list[Unit]:
    """The units that are looked at."""
    return [subject.unit for subject in engagement.subjects.select_related("unit").order_by("pk")]


def holds_a_post(people: Collection[Person], engagement: Engagement) -> dict[UUID, str]:
    """Who holds a post in a unit that is looked at or below it, held one so lately that the rulebook's period runs, or in the period."""
    day = max(clock.today(), engagement.starts_on)
    inside = Q()
    for unit in subjects(engagement):
        inside |= below(unit.path, "post__unit__path")
    if not inside:
        return {}
    found: dict[UUID, str] = {}
    held = Holding.objects.filter(inside, person__in=people, since__lte=day).select_related("post__unit").order_by("since", "pk")
    for holding in held:
        in_period = holding.since <= engagement.period_to and (holding.until is None or holding.until >= engagement.period_from)
        if holding.person_id not in found and (in_period or _recent(holding.until, engagement, day)):
            found[holding.person_id] = _told(holding)
    return found


def answers_for(people: Collection[Person], engagement: Engagement) -> dict[UUID, str]:
    """Who heads a unit above one that is looked at answers for it."""
    units = subjects(engagement)
    above = {unit_id for unit in units for unit_id in ids_of(unit.path)} - {unit.pk for unit in units}
    day = max(clock.today(), engagement.starts_on)
    found: dict[UUID, str] = {}
    held = Holding.objects.filter(heads=True, person__in=people, post__unit_id__in=above, since__lte=day)
    for holding in held.select_related("post__unit").order_by("since", "pk"):
        if holding.person_id not in found and _recent(holding.until, engagement, day):
            found[holding.person_id] = _told(holding)
    return found


def answered_criteria(people: Collection[Person], engagement: Engagement) -> dict[UUID, str]:
    """Who wrote the unit's own answer to a question that is audited now, within the same period."""
    inside = Q()
    for unit in subjects(engagement):
        inside |= below(unit.path, "sheet__unit__path")
    named = {ref.partition(":")[0] for ref in engagement.criteria}
    if not inside or not named:
        return {}
    mine = Q(sheet__instrument__in=sorted(named), column=Column.SELF, actor__person__in=people, carried=False)
    wrote = Answer.objects.filter(inside, mine).select_related("sheet", "actor").order_by("-day", "pk")
    day = max(clock.today(), engagement.starts_on)
    found: dict[UUID, str] = {}
    for answer in wrote.iterator():
        person_id = answer.actor.person_id
        if person_id is None or person_id in found:
            continue
        if within(f"{answer.sheet.instrument}:{answer.question}", engagement.criteria) and _recent(answer.day, engagement, day):
            found[person_id] = _("menjawab kriteria yang diperiksa dalam %(sheet)s pada %(day)s") % {
                "sheet": answer.sheet.number,
                "day": date_format(answer.day, "j F Y"),
            }
            if len(found) == len(people):
                break
    return found


def _recent(until: date | None, engagement: Engagement, day: date) -> bool:
    """Whether what ended on that day still stands against independence; what has not ended always does."""
    return until is None or until >= day or rulebook.due(engagement.declared.independent_after, until).date > day


def _told(holding: Holding) -> str:
    facts = {"post": holding.post.title, "unit": holding.post.unit.name, "since": date_format(holding.since, "j F Y")}
    if holding.until is None:
        return _("memangku jabatan %(post)s di %(unit)s sejak %(since)s") % facts
    return _("memangku jabatan %(post)s di %(unit)s dari %(since)s sampai %(until)s") % {
        **facts,
        "until": date_format(holding.until, "j F Y"),
    }


def built_in() -> Iterator[Check]:
    """The checks that hold for every kind of engagement."""
    yield from (holds_a_post, answers_for, answered_criteria)
