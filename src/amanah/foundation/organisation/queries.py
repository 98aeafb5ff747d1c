"""Reading the organisation. The tree and the posts are no secret inside the institution, so nothing here is narrowed to a viewer."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length

from amanah.foundation.organisation import text
from amanah.foundation.organisation.models import Holding, Person, Post, Unit, below, held_on
from amanah.kernel import clock

MOST_MATCHES = 200
_LONGEST_QUERY = 100
_SHORTEST_NUMBER = 5
_SHORTEST_PART = 3


def root() -> Unit | None:
    """The institution itself, or None before it has been set up."""
    return Unit.objects.filter(parent__isnull=True, until__isnull=True).order_by("since").first()


def unit_path(unit: Unit) -> list[Unit]:
    """The units from the root down to `unit`, as the tree stands now."""
    if unit.parent_id is None:
        return [unit]
    found = Unit.objects.in_bulk(unit.path_ids)
    return [found[unit_id] for unit_id in unit.path_ids]


def path_names(units: Iterable[Unit]) -> dict[UUID, list[str]]:
    """For each unit the names of those above it, below the root, from the top down; one query for all of them."""
    units = list(units)
    above = {unit.pk: unit.path_ids[1:-1] for unit in units}
    names = dict(Unit.objects.filter(pk__in={i for ids in above.values() for i in ids}).values_list("pk", "name"))
    return {unit_id: [names[i] for i in ids] for unit_id, ids in above.items()}


def subtree(unit: Unit) -> QuerySet[Unit]:
    """The unit and everything below it, closed units included, in the order of the tree."""
    return Unit.objects.filter(below(unit.path)).order_by("path")


def descendants(unit: Unit) -> QuerySet[Unit]:
    """Everything below the unit, closed units included, without the unit itself."""
    return subtree(unit).exclude(pk=unit.pk)


def open_units(on: date | None = None) -> QuerySet[Unit]:
    """The units that exist on `on` (today)."""
    day = on or clock.today()
    return Unit.objects.filter(held_on(day))


def search_units(query: str, limit: int = 20, *, within: Unit | None = None) -> list[Unit]:
    """Open units in whose name, code or usual abbreviation every word of `query` begins a word; nearest the root first."""
    words = text.fold(query[:_LONGEST_QUERY]).split()
    if not words:
        return []
    found = open_units()
    if within is not None:
        found = found.filter(below(within.path))
    found = found.filter(Q(*(("search__contains", f" {word}") for word in dict.fromkeys(words))))
    exact = Case(When(code__iexact=query.strip(), then=Value(0)), default=Value(1), output_field=IntegerField())
    return list(found.annotate(_rank=exact, _depth=Length("path")).order_by("_rank", "_depth", "name")[:limit])


def named_exactly(names: Iterable[str]) -> dict[str, Unit]:
    """Name as given → the one open unit that has this code, or this name without case and signs. One query at most.

    A name that several units bear is not among them.
    """
    wanted = {name for name in names if name.strip()}
    if not wanted:
        return {}
    by_code: dict[str, Unit] = {}
    by_name: dict[str, list[Unit]] = {}
    for unit in open_units():
        by_code[unit.code.casefold()] = unit
        by_name.setdefault(text.fold(unit.name), []).append(unit)
    found = {}
    for name in wanted:
        called = by_name.get(text.fold(name), [])
        meant = by_code.get(name.strip().casefold()) or (called[0] if len(called) == 1 else None)
        if meant is not None:
            found[name] = meant
    return found


def search_people(query: str, limit: int = 20) -> list[Person]:
    """People in whose name every word of `query` begins a part, or whose NIP or other number begins with it."""
    query = query.strip()[:_LONGEST_QUERY]
    keys = text.name_keys(query)
    if not keys:
        return []
    by_name = Q()
    for key in keys:
        by_name &= Q(search__contains=f" {key}")
    digits = query.replace(" ", "")
    return list(Person.objects.filter(by_name | Q(nip__startswith=digits) | Q(other_number__istartswith=query)).order_by("name")[:limit])


def units_of(person: Person, on: date | None = None) -> list[Unit]:
    """The units in which the person holds a post on `on` (today)."""
    day = on or clock.today()
    return list(Unit.objects.filter(posts__holdings__in=person.holdings.filter(held_on(day))).distinct().order_by("path"))


def headed_by(person: Person, on: date | None = None) -> list[Unit]:
    """The units that the person heads on `on` (today), acting included."""
    day = on or clock.today()
    return list(Unit.objects.filter(posts__holdings__in=person.holdings.filter(held_on(day), heads=True)).distinct().order_by("path"))


def holdings_in(unit: Unit, on: date | None = None) -> QuerySet[Holding]:
    """Who holds which post of this unit itself on `on` (today); the head first."""
    day = on or clock.today()
    return (
        Holding.objects.filter(held_on(day), post__unit=unit)
        .select_related("person", "post")
        .order_by("-heads", "post__title", "person__name")
    )


def match_people(names: Iterable[str], unit: Unit | None = None) -> list[Person]:
    """The people whom a reporter may have meant: too many rather than too few, at most `MOST_MATCHES` for each name.

    A name matches by number, by name (old spelling, missing parts and degrees forgiven) or by the title of a post that somebody
    has ever held. With a `unit`, one common part of a name is enough for somebody who ever had a post in it or below it.
    """
    found: dict[UUID, Person] = {}
    for name in names:
        for person in _meant_by(name[:_LONGEST_QUERY], unit):
            found[person.pk] = person
    return list(found.values())


def _meant_by(name: str, unit: Unit | None) -> set[Person]:
    digits = "".join(character for character in name if character.isdigit())
    matched: set[Person] = set()
    if len(digits) >= _SHORTEST_NUMBER:
        matched.update(Person.objects.filter(Q(nip=digits) | Q(other_number__iexact=name.strip()))[:MOST_MATCHES])
    keys = [key for key in text.name_keys(name) if len(key) > 1]
    if keys:
        matched.update(_by_name(keys, Person.objects.all(), least=len(keys) if len(keys) == 1 else max(2, len(keys) - 1)))
        if unit is not None:
            here = Person.objects.filter(holdings__post__unit__in=subtree(unit)).distinct()
            matched.update(_by_name([key for key in keys if len(key) >= _SHORTEST_PART], here, least=1))
    matched.update(_by_post(text.fold(name), unit))
    return matched


def _by_name(keys: list[str], among: QuerySet[Person], *, least: int) -> list[Person]:
    """People who share at least `least` parts with what was written, or all the parts that they have."""
    if not keys:
        return []
    any_part = Q(*(("search__contains", f" {key}") for key in dict.fromkeys(keys)), _connector=Q.OR)
    matched = []
    for person in among.filter(any_part).order_by("name").iterator(chunk_size=500):
        parts = person.search.split()
        shared = sum(any(part.startswith(key) for part in parts) for key in keys)
        if shared >= min(least, len(keys)) or (shared and all(any(part.startswith(key) for key in keys) for part in parts)):
            matched.append(person)
        if len(matched) == MOST_MATCHES:
            break
    return matched


# A word that says that a post is meant and not a name.
_POST_WORDS = frozenset(
    word
    for line in (
        "menteri wamen wakil sekretaris sekjen direktur dirjen inspektur irjen kepala ketua koordinator kabag kabid kasi",
        "kasubdit kasubag kapus karo pengawas penguji analis auditor bendahara staf subkoordinator pimpinan",
        "minister director head secretary",
    )
    for word in line.split()
)
_IGNORED = frozenset({"dan", "di", "pada", "untuk", "of", "the", "plt", "plh", "pelaksana", "tugas", "harian", "bina"})


def _by_post(words: str, unit: Unit | None) -> list[Person]:
    wanted = set(words.split())
    if not wanted & _POST_WORDS:
        return []
    posts = Post.objects.all()
    if unit is not None:
        posts = posts.filter(unit__in=subtree(unit))
    if "sekjen" in wanted:
        wanted |= {"sekretaris", "jenderal"}
    if "dirjen" in wanted:
        wanted |= {"direktur", "jenderal"}
    if "irjen" in wanted:
        wanted |= {"inspektur", "jenderal"}
    any_word = Q(*(("search__contains", f" {word}") for word in wanted - _IGNORED), _connector=Q.OR)
    ids = []
    for post_id, search in posts.filter(any_word).values_list("pk", "search"):
        title = set(search.split()) - _IGNORED
        if title <= wanted or (wanted - _IGNORED) <= title:
            ids.append(post_id)
    matched = list(Person.objects.filter(holdings__post_id__in=ids[:1000]).distinct()[:MOST_MATCHES])
    if unit is not None and wanted & {"kepala", "pimpinan", "ketua", "head", "direktur", "director"}:
        matched += list(Person.objects.filter(holdings__post__unit=unit, holdings__heads=True).distinct())
    return matched
