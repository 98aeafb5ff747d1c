"""Who may not look at what: one list of checks that every place asks which puts somebody into a team or lets them verify.

A check names its reason, so that a second person can decide on a waiver. What must not be told (a declared interest, a report that is
about somebody) is no check of this list: `barred` answers yes or no, and nobody can waive it.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeAlias

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
from amanah.foundation.access.models import Account
from amanah.foundation.organisation.models import Holding, Person, Unit, below, ids_of
from amanah.foundation.threads import visibility
from amanah.kernel import clock

Check: TypeAlias = Callable[[Person, Engagement], str]
"""Why this person is not independent of what the engagement looks at, in the active language; "" where nothing stands against it."""

_checks: dict[str, Check] = {}


def register(check: Check) -> None:
    """Have this asked of everybody who is to look at something; the same function again changes nothing."""
    _checks[f"{check.__module__}.{check.__qualname__}"] = check


def grounds(person: Person, engagement: Engagement) -> tuple[str, ...]:
    """Every reason why this person is not independent, in the active language; empty for whoever is."""
    return tuple(reason for check in _checks.values() if (reason := check(person, engagement)))


def unwaived(person: Person, engagement: Engagement) -> tuple[str, ...]:
    """The reasons that no second person has waived, in the active language.

    A waiver holds for the very words that were read: who takes up another post in the unit afterwards needs another one.
    """
    found = grounds(person, engagement)
    if not found:
        return ()
    waived = {
        ground
        for listed in Waiver.objects.filter(engagement=engagement, person=person, verdict="granted").values_list("grounds", flat=True)
        for ground in listed
    }
    return tuple(ground for ground, kept in zip(found, as_kept(person, engagement), strict=True) if kept not in waived)


def as_kept(person: Person, engagement: Engagement) -> tuple[str, ...]:
    """The reasons in the institution's language, as waivers keep them."""
    with override(settings.LANGUAGE_CODE):
        return grounds(person, engagement)


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


def holds_a_post(person: Person, engagement: Engagement) -> str:
    """Who holds a post in a unit that is looked at or below it, held one so lately that the rulebook's period runs, or in the period."""
    day = max(clock.today(), engagement.starts_on)
    inside = Q()
    for unit in subjects(engagement):
        inside |= below(unit.path, "post__unit__path")
    if not inside:
        return ""
    held = Holding.objects.filter(inside, person=person, since__lte=day).select_related("post__unit").order_by("since", "pk")
    for holding in held:
        in_period = holding.since <= engagement.period_to and (holding.until is None or holding.until >= engagement.period_from)
        if in_period or _recent(holding.until, engagement, day):
            return _told(holding)
    return ""


def answers_for(person: Person, engagement: Engagement) -> str:
    """Who heads a unit above one that is looked at answers for it."""
    above = {unit_id for unit in subjects(engagement) for unit_id in ids_of(unit.path)} - {unit.pk for unit in subjects(engagement)}
    day = max(clock.today(), engagement.starts_on)
    held = Holding.objects.filter(heads=True, person=person, post__unit_id__in=above, since__lte=day)
    for holding in held.select_related("post__unit").order_by("since", "pk"):
        if _recent(holding.until, engagement, day):
            return _told(holding)
    return ""


def answered_criteria(person: Person, engagement: Engagement) -> str:
    """Who wrote the unit's own answer to a question that is audited now, within the same period."""
    inside = Q()
    for unit in subjects(engagement):
        inside |= below(unit.path, "sheet__unit__path")
    named = {ref.partition(":")[0] for ref in engagement.criteria}
    if not inside or not named:
        return ""
    accounts = Account.objects.filter(person=person)
    wrote = Answer.objects.filter(
        inside, sheet__instrument__in=sorted(named), column=Column.SELF, actor__in=accounts, carried=False
    ).select_related("sheet")
    day = max(clock.today(), engagement.starts_on)
    for answer in wrote.order_by("-day", "pk").iterator():
        if within(f"{answer.sheet.instrument}:{answer.question}", engagement.criteria) and _recent(answer.day, engagement, day):
            return _("menjawab kriteria yang diperiksa dalam %(sheet)s pada %(day)s") % {
                "sheet": answer.sheet.number,
                "day": date_format(answer.day, "j F Y"),
            }
    return ""


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
