"""The one place that decides which cases somebody may know of. Every list, count, search, notice and export starts here."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from amanah.engines.cases import registry
from amanah.engines.cases.declare import CaseKind
from amanah.engines.cases.models import Assignment, Case, Recusal, SubjectTag
from amanah.engines.cases.scope import reach
from amanah.foundation.access import exclusion
from amanah.foundation.access.conflicts import Aside
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import below

_KEPT = "cases.visible"


def visible(viewer: Viewer) -> QuerySet[Case]:
    """The cases that `viewer` may know exist: by role or because they handle them, and never those that are about them.

    Left out, whatever role they hold: cases whose subject tags match the viewer's (now or by a post taken up later), for kinds
    with `superiors_excluded` also those about people and units they answer for, cases they stepped back from, and what an interest
    that they declared touches, for as long as it stands.
    """
    if _KEPT not in viewer.kept:
        handled = Q(pk__in=Assignment.objects.filter(account=viewer.account, until__isnull=True).values("case_id"))
        viewer.kept[_KEPT] = Case.objects.filter(by_role(viewer) | handled).filter(not_hidden(viewer))
    found: QuerySet[Case] = viewer.kept[_KEPT]
    return found.all()


def by_role(viewer: Viewer) -> Q:
    """The cases that the viewer's roles open, before anything is taken away."""
    opened = Q(pk__in=[])
    for (key, paths), codes in opened_routes(viewer).items():
        condition = Q(kind=key, route__in=sorted(codes))
        if paths is not None:
            where = Q()
            for path in paths:
                where |= below(path, "unit__path")
            condition &= where
        opened |= condition
    return opened


def opened_routes(viewer: Viewer) -> dict[tuple[str, tuple[str, ...] | None], set[str]]:
    """The routes that the viewer's roles open, by kind and by where: below these paths of units, or everywhere for None."""
    routes: dict[tuple[str, tuple[str, ...] | None], set[str]] = defaultdict(set)
    for kind in registry.all_versions():
        for role in kind.overseers | {receiver for _, receiver in kind.routes.values()}:
            units = reach(viewer, kind, role)
            if units is None or units:
                paths = None if units is None else tuple(sorted(unit.path for unit in units))
                routes[kind.key, paths] |= kind.seen_by(role)
    return routes


def not_hidden(viewer: Viewer) -> Q:
    """The condition that a case neither concerns the viewer, nor was given up by them, nor touches an interest that they declared."""
    condition = Q()
    for reason in reasons_to_hide(viewer):
        condition &= ~reason
    return condition


def reasons_to_hide(viewer: Viewer) -> list[Q]:
    """The same the other way round: each of these conditions keeps a case from the viewer."""
    reasons = [Q(pk__in=Recusal.objects.filter(account=viewer.account).values("case_id"))]
    if viewer.aside:
        reasons.append(aside_from(viewer.aside))
    every = viewer.exclusion_tags
    lenient = sorted(lenient_kinds(viewer))
    if every and lenient:
        # A kind that lets superiors see still hides a case from the people and the units it is about.
        reasons += [_tagged(every) & ~Q(kind__in=lenient), _tagged(viewer.own_tags) & Q(kind__in=lenient)]
    elif every:
        reasons.append(_tagged(every))
    return reasons


def aside_from(aside: Aside) -> Q:
    """The cases that declared interests touch; it finds what `conflicts.matcher` answers yes to."""
    return _tagged(aside.tags) | Q(unit__in=sorted(aside.units)) | Q(ref__in=sorted(aside.refs))


def stands_aside(viewer: Viewer, case: Case) -> bool:
    """Whether an interest that the viewer declared keeps them from this case."""
    return bool(viewer.aside) and Case.objects.filter(aside_from(viewer.aside), pk=case.pk).exists()


def lenient_kinds(viewer: Viewer) -> set[str]:
    """The kinds of which superiors may see cases, where the viewer could be one who does."""
    return {kind.key for kind in registry.all_versions() if _lenient(kind, viewer)}


def _lenient(kind: CaseKind, viewer: Viewer) -> bool:
    return not kind.superiors_excluded and (kind.by_appointment or viewer.has_any(kind.staff_roles))


def concerning(person_id: UUID) -> QuerySet[Case]:
    """The cases that are about a person, with or without an account: for kinds with `superiors_excluded` in the wider sense."""
    strict = sorted({kind.key for kind in registry.all_versions() if kind.superiors_excluded})
    wide = Q(_tagged(exclusion.tags_of_viewer(person_id))) & Q(kind__in=strict)
    return Case.objects.filter(wide | Q(_tagged(own_tags(person_id))))


def naming(person_id: UUID) -> Q:
    """The condition that a case names this very person, or that they stepped back from it."""
    named = Q(pk__in=SubjectTag.objects.filter(tag__in=[exclusion.person_tag(person_id), exclusion.alone_tag(person_id)]).values("case_id"))
    return named | Q(pk__in=Recusal.objects.filter(account__person_id=person_id).values("case_id"))


def own_tags(person_id: UUID | None) -> frozenset[bytes]:
    """The tags of a person and of the units in which they hold or held a post, up to the root: a matter with one of these is about them."""
    return exclusion.tags_of_person(person_id).own if person_id is not None else frozenset()


def _tagged(tags: Collection[bytes]) -> Q:
    # Found once by the tags, not once per case: who heads half the house carries thousands of them.
    return Q(pk__in=SubjectTag.objects.filter(tag__in=sorted(tags)).values("case_id"))


def may_see(viewer: Viewer, case_id: UUID) -> bool:
    """Whether the viewer may know of this one case."""
    return visible(viewer).filter(pk=case_id).exists()


def find(viewer: Viewer, number: str) -> Case | None:
    """The case of that number if the viewer may know of it; None otherwise, without telling which."""
    return visible(viewer).filter(number=number).first()


def numbers_of(kind: str, refs: Collection[str]) -> dict[str, str]:
    """The cases of this kind among the references, with their numbers; whether the asker may know of them is the caller's to decide."""
    return dict(Case.objects.filter(kind=kind, ref__in=list(refs)).values_list("ref", "number"))
