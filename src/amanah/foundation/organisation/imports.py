"""Importing a table of people and posts, as one of the uses of `foundation.imports`.

Every row names a person by NIP, or by another number where they have none. A definitive post in a row is the person's present one:
another definitive post that they hold ends on the day before. Acting posts are added and end nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from amanah.foundation.imports import table
from amanah.foundation.imports.table import Plan, Table, Viewer
from amanah.foundation.organisation import services, text
from amanah.foundation.organisation.columns import SHAPE
from amanah.foundation.organisation.events import HoldingChanged
from amanah.foundation.organisation.models import Acting, Holding, Person, Post, Unit
from amanah.foundation.organisation.roles import ROLE
from amanah.kernel import clock, events

_CHUNK = 500


@dataclass
class Row(table.Row):
    """Whom a row means, which post, and what would begin and end."""

    person: Person | None = None
    new_person: bool = False
    changed_person: bool = False
    post: Post | None = None
    new_post: bool = False
    ends: list[Holding] = field(default_factory=list)
    holding: Holding | None = None

    @property
    def key(self) -> str:
        """What names the person: the NIP, else the other number."""
        return str(self.said["nip"] or self.said["other_number"])


def _check(rows: Sequence[Row], viewer: Viewer) -> None:
    """Work out every row's changes. A number of queries that grows with the size of the table by chunks of 500 only."""
    _Planner(rows, viewer).run()


def _write(rows: Sequence[Row], _viewer: Viewer) -> None:
    Person.objects.bulk_create({id(row.person): row.person for row in rows if row.new_person and row.person}.values(), batch_size=_CHUNK)
    for row in rows:
        if row.changed_person and row.person is not None:
            row.person.save()
    Post.objects.bulk_create({id(row.post): row.post for row in rows if row.new_post and row.post}.values(), batch_size=_CHUNK)
    ended = [holding for row in rows for holding in row.ends]
    Holding.objects.bulk_update(ended, ["until"], batch_size=_CHUNK)
    begun = [row.holding for row in rows if row.holding is not None]
    Holding.objects.bulk_create(begun, batch_size=_CHUNK)
    for holding in [*ended, *begun]:
        events.publish(HoldingChanged(holding.person_id, holding.post_id, holding.post.unit_id))


def _count(plan: Plan[Row]) -> dict[str, int]:
    return {
        "rows": len(plan.rows),
        "people_added": len({id(row.person) for row in plan.rows if row.new_person}),
        "people_changed": sum(row.changed_person for row in plan.rows),
        "posts_added": len({id(row.post) for row in plan.rows if row.new_post}),
        "assigned": sum(row.holding is not None for row in plan.rows),
        "ended": sum(len(row.ends) for row in plan.rows),
    }


PEOPLE = Table(SHAPE, Row, _check, _write, ("organisation.imported", "organisation:people"), _count)


class _Planner:
    """Works through the rows with everything that they mention loaded beforehand."""

    def __init__(self, rows: Sequence[Row], viewer: Viewer) -> None:
        self.rows = rows
        self.viewer = viewer
        self.today = clock.today()
        self.first: dict[str, Row] = {}
        self.definitive: dict[str, int] = {}
        self.seats: dict[tuple[str, str], int] = {}

    def run(self) -> None:
        for row in self.rows:
            self._together(row)
        self._load()
        for row in self.rows:
            self._person(row)
        for row in self.rows:
            if row.person is not None and row.said["unit"]:
                self._post(row)
        leaving = {holding.pk: holding.until for row in self.rows for holding in row.ends}
        for row in self.rows:
            if row.holding is not None and row.post is not None and row.post.is_head and row.holding.acting == Acting.DEFINITIVE:
                self._one_head(row, leaving)

    def _together(self, row: Row) -> None:
        """What the cells of a row say about each other."""
        if not row.key:
            row.refuse("nip", _("Isi NIP, atau nomor lain bagi yang tidak mempunyai NIP."))
        if bool(row.said["unit"]) != bool(row.said["post"]):
            row.refuse("post", _("Kode unit dan jabatan diisi bersama."))

    def _load(self) -> None:
        nips = [row.said["nip"] for row in self.rows if row.said["nip"]]
        numbers = [row.said["other_number"] for row in self.rows if row.said["other_number"]]
        people = [*_chunked(Person, "nip__in", nips), *_chunked(Person, "other_number__in", numbers)]
        self.by_nip = {person.nip: person for person in people if person.nip}
        self.by_number = {person.other_number: person for person in people if person.other_number}
        codes = {row.said["unit"] for row in self.rows if row.said["unit"]}
        self.units = {unit.code: unit for unit in _chunked(Unit, "code__in", codes)}
        unit_ids = [unit.pk for unit in self.units.values()]
        self.posts: dict[tuple[UUID, str], Post] = {}
        for post in _chunked(Post, "unit__in", unit_ids):
            if post.until is None:
                self.posts[post.unit_id, text.fold(post.title)] = post
        self.heads = {post.unit_id: post for post in self.posts.values() if post.is_head}
        present = Q(until__isnull=True) | Q(until__gte=self.today)
        ids = {person.pk for person in people}
        self.holdings: dict[UUID, list[Holding]] = {}
        for holding in _chunked(Holding, "person__in", ids, present, related=("post__unit",)):
            self.holdings.setdefault(holding.person_id, []).append(holding)
        self.head_holders: dict[UUID, list[Holding]] = {}
        head_posts = [post.pk for post in self.heads.values()]
        for holding in _chunked(Holding, "post__in", head_posts, present, Q(acting=Acting.DEFINITIVE), related=("person",)):
            self.head_holders.setdefault(holding.post_id, []).append(holding)

    def _person(self, row: Row) -> None:
        if not row.key or "employment" in row.errors:
            return
        earlier = self.first.get(row.key)
        if earlier is not None:
            row.person = earlier.person
            if any(earlier.said[key] != row.said[key] for key in ("name", "employment", "nip", "other_number")):
                row.errors["name"] = _("Data orang ini berbeda dari baris %(line)s.") % {"line": earlier.number}
            return
        self.first[row.key] = row
        known = self.by_nip.get(row.said["nip"]) if row.said["nip"] else self.by_number.get(row.said["other_number"])
        person = known or Person()
        before = (person.name, person.employment, person.nip, person.other_number)
        person.name, person.employment = row.said["name"], row.said["employment"]
        person.nip = row.said["nip"] or person.nip
        person.other_number = row.said["other_number"] or person.other_number
        row.errors.update({key: value for key, value in self._problems(person, known).items() if key not in row.errors})
        if known is None:
            row.new_person = True
            row.changes.append(_("orang baru"))
        elif before != (person.name, person.employment, person.nip, person.other_number):
            row.changed_person = True
            row.changes.append(_("data orang: %(before)s → %(after)s") % {"before": before[0], "after": person.name})
        row.person = person

    def _problems(self, person: Person, known: Person | None) -> dict[str, str]:
        problems = services.form_person(person)
        for key, by in (("nip", self.by_nip), ("other_number", self.by_number)):
            value = getattr(person, key)
            if value and key not in problems and by.setdefault(value, person) not in {person, known}:
                problems[key] = _("Nomor sudah dipakai orang lain.")
        return problems

    def _post(self, row: Row) -> None:
        if {"unit", "post", "is_head", "acting", "since", "until"} & row.errors.keys():
            return
        unit = self.units.get(row.said["unit"])
        if unit is None or unit.until is not None:
            row.errors["unit"] = _("Tidak ada unit terbuka dengan kode ini.")
            return
        if not self.viewer.has(ROLE, unit):
            row.errors["unit"] = _("Unit ini di luar wewenang Anda.")
            return
        heads = row.said["is_head"]
        title = text.fold(row.said["post"])
        post = self.posts.get((unit.pk, title))
        if post is None:
            if len(row.said["post"]) > services.MOST_TITLE or not title:
                row.errors["post"] = _("Isi nama jabatan, paling panjang 150 karakter.")
                return
            if heads and unit.pk in self.heads:
                row.errors["is_head"] = _("Unit ini sudah mempunyai jabatan pemimpin: %(post)s.") % {"post": self.heads[unit.pk].title}
                return
            post = Post(unit=unit, title=row.said["post"], is_head=heads, search=f" {title} "[:200])
            self.posts[unit.pk, title] = post
            if heads:
                self.heads[unit.pk] = post
            row.new_post = True
            row.changes.append(_("jabatan baru: %(post)s, %(unit)s") % {"post": post.title, "unit": unit.name})
        elif row.cells.get("is_head") and heads != post.is_head:
            row.errors["is_head"] = _("Tidak sesuai dengan jabatan yang sudah ada di unit ini.")
            return
        row.post = post
        self._holding(row, post, unit)

    def _holding(self, row: Row, post: Post, unit: Unit) -> None:
        person = row.person
        if person is None:
            return
        acting = row.said["acting"]
        if not self._one_seat(row, post, acting):
            return
        since, until = row.said["since"] or self.today, row.said["until"]
        if until is not None and until < since:
            row.errors["until"] = _("Tanggal akhir mendahului tanggal mulai.")
            return
        present = [] if row.new_person or person.pk is None else self.holdings.get(person.pk, [])
        if any(holding.post_id == post.pk for holding in present):
            return
        if acting == Acting.DEFINITIVE:
            for holding in present:
                if holding.acting == Acting.DEFINITIVE:
                    if since <= holding.since:
                        row.errors["since"] = _("Mendahului jabatan yang sekarang (sejak %(day)s).") % {"day": holding.since.isoformat()}
                        return
                    holding.until = since - timedelta(days=1)
                    row.ends.append(holding)
                    row.changes.append(_("berakhir: %(post)s, %(unit)s") % {"post": holding.post.title, "unit": holding.post.unit.name})
        row.holding = Holding(person=person, post=post, acting=acting, heads=post.is_head, since=since, until=until)
        row.changes.append(_("memegang: %(post)s, %(unit)s") % {"post": post.title, "unit": unit.name})

    def _one_seat(self, row: Row, post: Post, acting: str) -> bool:
        """Whether this table has not given the person a definitive post, or this very post, before."""
        if acting == Acting.DEFINITIVE:
            other = self.definitive.setdefault(row.key, row.number)
            if other != row.number:
                row.errors["post"] = _("Orang ini sudah mendapat jabatan definitif di baris %(line)s.") % {"line": other}
                return False
        if self.seats.setdefault((row.key, f"{post.unit_id}/{text.fold(post.title)}"), row.number) != row.number:
            row.errors["post"] = _("Orang dan jabatan ini sudah ada di atas.")
            return False
        return True

    def _one_head(self, row: Row, leaving: dict[int, date | None]) -> None:
        """A head post that stays held, or that another row fills too, cannot be filled."""
        post = row.post
        if post is None or row.holding is None:
            return
        for holding in self.head_holders.get(post.pk, []):
            last_day = leaving.get(holding.pk, holding.until)
            if last_day is None or last_day >= row.holding.since:
                row.errors["post"] = _("Jabatan pemimpin ini masih dipegang %(person)s.") % {"person": holding.person.name}
        if self.definitive.setdefault(f"head/{post.unit_id}", row.number) != row.number:
            row.errors["post"] = _("Jabatan pemimpin ini sudah diisi di baris %(line)s.") % {
                "line": self.definitive[f"head/{post.unit_id}"]
            }


def _chunked(model: Any, condition: str, values: Iterable[Any], *also: Q, related: tuple[str, ...] = ()) -> list[Any]:
    wanted = list(dict.fromkeys(values))
    found: list[Any] = []
    for start in range(0, len(wanted), _CHUNK):
        found += model.objects.filter(*also, **{condition: wanted[start : start + _CHUNK]}).select_related(*related)
    return found
