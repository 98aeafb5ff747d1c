"""Which class is in force, and who may see and decide it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from amanah.engines.keyset import Page
from amanah.engines.risks.exposures import declare
from amanah.engines.risks.exposures.models import Exposure
from amanah.engines.risks.exposures.roles import admitted
from amanah.engines.risks.roles import EVERY
from amanah.engines.risks.sides import standing
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation import text
from amanah.foundation.organisation.models import Holding, Post, Unit, below, held_on
from amanah.foundation.organisation.queries import root
from amanah.kernel import clock

SIZE = 50


@dataclass(frozen=True)
class Filters:
    """What the list of posts can be narrowed to; "" and None narrow nothing. `bribery_class` may be "none": not decided."""

    bribery_class: str = ""
    unit: str = ""
    words: str = ""


@dataclass(frozen=True)
class Line:
    """One post with what is in force for it and who holds it."""

    post: Post
    exposure: Exposure | None
    holders: tuple[str, ...]


def in_force(day: date) -> QuerySet[Exposure]:
    """The decisions in force on that day: of everything the newest of those that hold."""
    holding = Exposure.objects.filter(_holds(day))
    newest = holding.filter(sort=OuterRef("sort"), key=OuterRef("key")).order_by("-pk").values("pk")[:1]
    return holding.filter(pk=Subquery(newest))


def class_of_post(day: date, column: str) -> Subquery:
    """A post's class of bribery risk on that day, for rows that name a post in that column; null where none was decided.

    What a post of nobody's eyes is classed as is no secret of one person: nothing here is narrowed to a viewer.
    """
    newest = Exposure.objects.filter(_holds(day), sort=declare.POST, post_id=OuterRef(column)).order_by("-pk")
    return Subquery(newest.values("bribery_class")[:1])


def class_of_thing(sort: str, key: str, day: date) -> str:
    """The class of a process, a kind of associates or of transactions on that day; "" where none was decided."""
    found = Exposure.objects.filter(_holds(day), sort=sort, key=key).order_by("-pk").first()
    return found.bribery_class if found is not None else ""


def may_class(viewer: Viewer, unit: Unit | None) -> bool:
    """Whether the viewer classes what stands in this unit; None is the whole institution."""
    at = unit if unit is not None else root()
    if at is None or not viewer.account.may_sign_in():
        return False
    return standing(viewer).keeps(at) or any(viewer.has(role, at) for role in admitted())


def paths(viewer: Viewer) -> tuple[str, ...]:
    """The topmost units whose classes the viewer reads."""
    return standing(viewer).paths(*(role.key for role in EVERY), *admitted()) if viewer.account.may_sign_in() else ()


def posts(viewer: Viewer) -> QuerySet[Post]:
    """The posts of today in the units that the viewer reads."""
    day = clock.today()
    return Post.objects.filter(Q(until__isnull=True) | Q(until__gte=day)).filter(_within(viewer, "unit__path"))


def find_post(viewer: Viewer, post_id: UUID) -> Post | None:
    """The post, if the viewer reads its unit."""
    return posts(viewer).filter(pk=post_id).select_related("unit").first()


def things(viewer: Viewer) -> QuerySet[Exposure]:
    """What is in force today for everything that is no post, of the units that the viewer reads and of the whole institution."""
    if not paths(viewer):
        return Exposure.objects.none()
    within = _within(viewer, "unit__path") | Q(unit__isnull=True)
    return in_force(clock.today()).filter(within).exclude(sort=declare.POST).select_related("unit").order_by("sort", "title", "pk")


def history(sort: str, key: str) -> list[Exposure]:
    """Every decision about one thing, the newest first; for whoever reads its unit."""
    return list(Exposure.objects.filter(sort=sort, key=key).select_related("decided_by__person", "unit").order_by("-pk"))


def listing(viewer: Viewer, chosen: Filters, *, after: str = "", size: int = SIZE) -> Page[Line]:
    """The posts one reads with their class, in the order of the tree; three queries. Raises ValueError for a mark that is none."""
    start = int(after) if after else 0
    if start < 0:
        raise ValueError(after)
    rows = _narrowed(posts(viewer), chosen).select_related("unit").order_by("unit__path", "-is_head", "title", "pk")
    found = list(rows[start : start + size + 1])
    more, found = len(found) > size, found[:size]
    return Page(_lines(found), str(start + size) if more else "")


def counts(viewer: Viewer) -> tuple[int, int, int]:
    """How many posts one reads, how many of them are classed, and how many above low."""
    day = clock.today()
    mine = posts(viewer)
    classes = in_force(day).filter(post__in=mine).values_list("bribery_class", flat=True)
    said = list(classes)
    return mine.count(), len(said), said.count(declare.MORE)


def _lines(found: list[Post]) -> list[Line]:
    day = clock.today()
    decided = {one.post_id: one for one in in_force(day).filter(post__in=found)}
    holders: dict[UUID, list[str]] = {}
    for post_id, name in Holding.objects.filter(held_on(day), post__in=found).order_by("pk").values_list("post_id", "person__name"):
        holders.setdefault(post_id, []).append(name)
    return [Line(post, decided.get(post.pk), tuple(holders.get(post.pk, ()))) for post in found]


def _narrowed(rows: QuerySet[Post], chosen: Filters) -> QuerySet[Post]:
    if chosen.unit:
        rows = rows.filter(Q(unit__code__iexact=chosen.unit) | Q(unit__name__icontains=chosen.unit))
    for word in text.fold(chosen.words).split():
        rows = rows.filter(search__contains=f" {word}")
    if chosen.bribery_class:
        decided = in_force(clock.today()).filter(post=OuterRef("pk"))
        if chosen.bribery_class == "none":
            rows = rows.filter(~Exists(decided))
        else:
            rows = rows.filter(Exists(decided.filter(bribery_class=chosen.bribery_class)))
    return rows


def _within(viewer: Viewer, column: str) -> Q:
    return _any(below(path, column) for path in paths(viewer))


def _any(conditions: Iterable[Q]) -> Q:
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return found


def _holds(day: date) -> Q:
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))
