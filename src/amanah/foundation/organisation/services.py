"""The verbs that change the organisation. What a person may get wrong is refused with a ValidationError that names the field."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation import queries, text
from amanah.foundation.organisation.events import HoldingChanged
from amanah.foundation.organisation.models import (
    MAX_DEPTH,
    SEGMENT,
    Acting,
    Employment,
    Holding,
    Person,
    Post,
    Unit,
    UnitKind,
    UnitVersion,
)
from amanah.kernel import clock, events

_CODE = re.compile(r"^[A-Z0-9][A-Z0-9._/-]{0,39}$")
LEAST, MOST_NAME, MOST_TITLE, MOST_NUMBER = 2, 200, 150, 40
_NIP = re.compile(r"^\d{18}$")


@contextmanager
def _whole(message: str) -> Iterator[None]:
    """One transaction; a database constraint that was broken in spite of the checks becomes a refusal with `message`."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise ValidationError(message) from error


def create_unit(
    name: str,
    code: str,
    *,
    parent: Unit | None,
    kind: str = UnitKind.SUBUNIT,
    zone: str | None = None,
    since: date | None = None,
    actor: str = "system",
) -> Unit:
    """Add a unit below `parent`; without one, the institution itself, once. The zone is the parent's unless stated."""
    name, code = _unit_name(name), _unit_code(code)
    with _whole(_("Kode unit sudah dipakai.")):
        if parent is None and Unit.objects.filter(parent__isnull=True).exists():
            raise ValidationError({"parent": _("Lembaga sudah ada; setiap unit lain berada di bawah sebuah unit induk.")})
        if parent is not None:
            parent = Unit.objects.select_for_update().get(pk=parent.pk)
            if parent.until is not None:
                raise ValidationError({"parent": _("Unit induk sudah ditutup.")})
            if parent.depth + 2 > MAX_DEPTH:
                raise ValidationError({"parent": _("Pohon unit terlalu dalam.")})
        unit_id = uuid4()
        unit = Unit.objects.create(
            id=unit_id,
            name=name,
            code=code,
            kind=kind,
            parent=parent,
            path=(parent.path if parent else "") + unit_id.hex,
            zone=zone or (parent.zone if parent else clock.ZONE),
            search=text.unit_words(name, code)[:400],
            since=since or clock.today(),
        )
        _begin_version(unit, unit.since)
        ledger.append(
            "organisation.unit_created",
            f"unit:{unit.pk}",
            {"name": name, "code": code, "kind": str(kind), "parent": str(parent.pk) if parent else None, "since": unit.since},
            actor=actor,
        )
    return unit


def rename_unit(unit: Unit, *, name: str, code: str | None = None, kind: str | None = None, actor: str) -> Unit:
    """Give a unit another name, code or kind from today; the former ones stay in its history."""
    name, code = _unit_name(name), _unit_code(code or unit.code)
    with _whole(_("Kode unit sudah dipakai.")):
        unit = _open(unit)
        unit.name, unit.code, unit.kind = name, code, kind or unit.kind
        unit.search = text.unit_words(name, code)[:400]
        unit.save(update_fields=["name", "code", "kind", "search"])
        _end_versions([unit])
        _begin_version(unit, clock.today())
        ledger.append("organisation.unit_renamed", f"unit:{unit.pk}", {"name": name, "code": code, "kind": str(unit.kind)}, actor=actor)
    return unit


def move_unit(unit: Unit, parent: Unit, *, actor: str) -> Unit:
    """Put a unit, with all below it, under another parent from today. The root cannot move, nor a unit below itself."""
    with transaction.atomic():
        unit, parent = _open(unit), _open(parent, field="parent")
        if unit.parent_id is None:
            raise ValidationError({"parent": _("Lembaga itu sendiri tidak dapat dipindahkan.")})
        if unit.contains(parent):
            raise ValidationError({"parent": _("Unit tidak dapat berada di bawah dirinya sendiri.")})
        if unit.parent_id == parent.pk:
            raise ValidationError({"parent": _("Unit sudah berada di sana.")})
        moved = list(queries.subtree(unit).select_for_update())
        deepest = max(other.depth for other in moved) - unit.depth
        if parent.depth + 2 + deepest > MAX_DEPTH:
            raise ValidationError({"parent": _("Pohon unit terlalu dalam.")})
        kept = len(unit.path) - SEGMENT
        Unit.objects.filter(pk=unit.pk).update(parent=parent)
        queries.subtree(unit).update(path=Concat(Value(parent.path), Substr("path", kept + 1)))
        _end_versions(moved)
        today = clock.today()
        for other in Unit.objects.filter(pk__in=[other.pk for other in moved]):
            _begin_version(other, today)
        ledger.append("organisation.unit_moved", f"unit:{unit.pk}", {"parent": str(parent.pk), "with_units": len(moved)}, actor=actor)
    unit.refresh_from_db()
    return unit


def close_unit(unit: Unit, *, on: date | None = None, actor: str) -> Unit:
    """Close a unit after `on` (today) as its last day. Refused while units below it are open or somebody holds a post in it."""
    day = on or clock.today()
    with transaction.atomic():
        unit = _open(unit)
        if unit.parent_id is None:
            raise ValidationError(_("Lembaga itu sendiri tidak dapat ditutup."))
        if day < unit.since:
            raise ValidationError({"on": _("Tanggal penutupan mendahului tanggal berdirinya unit.")})
        if unit.children.filter(until__isnull=True).exists():
            raise ValidationError(_("Tutup atau pindahkan dahulu unit di bawahnya."))
        if Holding.objects.filter(Q(until__isnull=True) | Q(until__gt=day), post__unit=unit).exists():
            raise ValidationError(_("Masih ada yang memegang jabatan di unit ini. Akhiri dahulu jabatannya."))
        unit.until = day
        unit.save(update_fields=["until"])
        unit.posts.filter(until__isnull=True).update(until=day)
        ledger.append("organisation.unit_closed", f"unit:{unit.pk}", {"until": day}, actor=actor)
    return unit


def create_person(
    name: str,
    *,
    nip: str | None = None,
    other_number: str | None = None,
    employment: str = Employment.PNS,
    actor: str = "system",
) -> Person:
    """Add a person. Civil servants (PNS, PPPK) need an NIP of 18 digits, other staff a number of their own, outsiders neither."""
    person = Person(name=name, nip=nip, other_number=other_number, employment=employment)
    with _whole(_("NIP atau nomor itu sudah dipakai orang lain.")):
        check_person(person)
        person.save(force_insert=True)
        # A name in the log could not be taken back: the entry says only that somebody of this kind was added.
        ledger.append("organisation.person_created", f"person:{person.pk}", {"employment": str(employment)}, actor=actor)
    return person


def update_person(person: Person, *, name: str, nip: str | None, other_number: str | None, employment: str, actor: str) -> Person:
    """Correct what is known of a person; the same rules as for a new one."""
    with _whole(_("NIP atau nomor itu sudah dipakai orang lain.")):
        person = Person.objects.select_for_update().get(pk=person.pk)
        person.name, person.nip, person.other_number, person.employment = name, nip, other_number, employment
        check_person(person)
        person.save()
        ledger.append("organisation.person_updated", f"person:{person.pk}", {"employment": str(employment)}, actor=actor)
    return person


def form_person(person: Person) -> dict[str, str]:
    """Bring the fields of a person into their one form; what cannot be is returned by field. Looks at no other person."""
    person.name = " ".join(person.name.split())
    person.nip = re.sub(r"\s", "", person.nip or "") or None
    person.other_number = " ".join((person.other_number or "").split()).upper() or None
    errors: dict[str, str] = {}
    if not LEAST <= len(person.name) <= MOST_TITLE or not text.fold(person.name):
        errors["name"] = _("Isi nama orang ini, paling panjang 150 karakter.")
    civil = person.employment in {Employment.PNS, Employment.PPPK}
    if person.employment not in Employment.values:
        errors["employment"] = _("Status kepegawaian tidak dikenal.")
    elif civil and person.nip is None:
        errors["nip"] = _("PNS dan PPPK memerlukan NIP.")
    elif not civil and person.employment != Employment.OUTSIDER and person.other_number is None:
        errors["other_number"] = _("Pegawai tidak tetap dan tenaga alih daya memerlukan nomor pengenal lain.")
    if person.nip is not None and not _is_nip(person.nip):
        errors["nip"] = _("NIP terdiri atas 18 angka dan diawali tanggal lahir (TTTTBBHH).")
    if person.other_number is not None and len(person.other_number) > MOST_NUMBER:
        errors["other_number"] = _("Nomor paling panjang 40 karakter.")
    person.search = text.person_words(person.name)[:200]
    return errors


def check_person(person: Person) -> None:
    """Bring a person into form, or refuse it by field, also where a number belongs to somebody else."""
    errors = form_person(person)
    others = Person.objects.exclude(pk=person.pk)
    if "nip" not in errors and person.nip and others.filter(nip=person.nip).exists():
        errors["nip"] = _("NIP sudah dipakai orang lain.")
    if "other_number" not in errors and person.other_number and others.filter(other_number=person.other_number).exists():
        errors["other_number"] = _("Nomor sudah dipakai orang lain.")
    if errors:
        raise ValidationError(errors)


def create_post(unit: Unit, title: str, *, is_head: bool = False, actor: str = "system") -> Post:
    """Add a post to an open unit; `is_head` marks the one that leads it."""
    title = " ".join(title.split())
    if not LEAST <= len(title) <= MOST_TITLE:
        raise ValidationError({"title": _("Isi nama jabatan, paling panjang 150 karakter.")})
    with _whole(_("Unit ini sudah mempunyai jabatan tersebut atau jabatan pemimpin.")):
        unit = _open(unit)
        post = Post.objects.create(unit=unit, title=title, is_head=is_head, search=f" {text.fold(title)} "[:200])
        ledger.append("organisation.post_created", f"post:{post.pk}", {"unit": str(unit.pk), "title": title, "head": is_head}, actor=actor)
    return post


def assign_post(
    person: Person,
    post: Post,
    *,
    acting: str = Acting.DEFINITIVE,
    since: date | None = None,
    until: date | None = None,
    actor: str = "system",
) -> Holding:
    """Let a person hold a post from `since` (today) to `until` (last day). A head post has one definitive holder at a time."""
    begins = since or clock.today()
    if until is not None and until < begins:
        raise ValidationError({"until": _("Tanggal akhir mendahului tanggal mulai.")})
    with _whole(_("Jabatan ini sudah dipegang.")):
        post = Post.objects.select_for_update().select_related("unit").get(pk=post.pk)
        if post.until is not None:
            raise ValidationError({"post": _("Jabatan ini sudah ditutup.")})
        overlapping = post.holdings.filter(Q(until__isnull=True) | Q(until__gte=begins))
        if until is not None:
            overlapping = overlapping.filter(since__lte=until)
        if overlapping.filter(person=person).exists():
            raise ValidationError({"person": _("Orang ini sudah memegang jabatan itu pada waktu tersebut.")})
        if post.is_head and acting == Acting.DEFINITIVE and overlapping.filter(acting=Acting.DEFINITIVE).exists():
            raise ValidationError({"post": _("Jabatan pemimpin hanya dapat dipegang satu pejabat definitif. Akhiri dahulu yang lama.")})
        holding = Holding.objects.create(person=person, post=post, acting=acting, heads=post.is_head, since=begins, until=until)
        events.publish(HoldingChanged(person.pk, post.pk, post.unit_id))
        ledger.append(
            "organisation.post_assigned",
            f"person:{person.pk}",
            {"post": str(post.pk), "unit": str(post.unit_id), "acting": str(acting), "since": begins, "until": until},
            actor=actor,
        )
    return holding


def end_holding(holding: Holding, *, on: date | None = None, actor: str = "system") -> Holding:
    """End a holding with `on` (today) as its last day."""
    day = on or clock.today()
    with transaction.atomic():
        holding = Holding.objects.select_for_update(of=("self",)).select_related("post").get(pk=holding.pk)
        if day < holding.since:
            raise ValidationError({"on": _("Tanggal akhir mendahului tanggal mulai.")})
        if holding.until is not None and holding.until <= day:
            raise ValidationError(_("Jabatan ini sudah berakhir."))
        holding.until = day
        holding.save(update_fields=["until"])
        events.publish(HoldingChanged(holding.person_id, holding.post_id, holding.post.unit_id))
        ledger.append("organisation.post_ended", f"person:{holding.person_id}", {"post": str(holding.post_id), "until": day}, actor=actor)
    return holding


def _open(unit: Unit, *, field: str = "unit") -> Unit:
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if unit.until is not None:
        raise ValidationError({field: _("Unit ini sudah ditutup.")})
    return unit


def _begin_version(unit: Unit, since: date) -> None:
    UnitVersion.objects.create(unit=unit, code=unit.code, name=unit.name, parent_id=unit.parent_id, path=unit.path, since=since)


def _end_versions(units: list[Unit]) -> None:
    UnitVersion.objects.filter(unit__in=[unit.pk for unit in units], until__isnull=True).update(until=clock.today())


def _unit_name(name: str) -> str:
    name = " ".join(name.split())
    if not LEAST <= len(name) <= MOST_NAME:
        raise ValidationError({"name": _("Isi nama unit, paling panjang 200 karakter.")})
    return name


def _unit_code(code: str) -> str:
    code = code.strip().upper()
    if not _CODE.match(code):
        raise ValidationError(
            {"code": _("Kode terdiri atas huruf, angka, titik, garis miring, atau tanda hubung, paling panjang 40 karakter.")}
        )
    return code


def _is_nip(nip: str) -> bool:
    if not _NIP.match(nip):
        return False
    try:
        date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return False
    return True
