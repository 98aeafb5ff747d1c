"""Bringing training histories, with or without a topic, as one of the uses of `foundation.imports`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.imports import table, values
from amanah.foundation.imports.columns import Column, Limits, Shape
from amanah.foundation.imports.table import Plan, Table
from amanah.foundation.organisation import text
from amanah.foundation.organisation.models import Holding, Person, held_on
from amanah.kernel import canonical, clock
from amanah.rooms.learning import queries, services
from amanah.rooms.learning.models import TITLE, Record, Sort, Topic
from amanah.rooms.learning.services.crediting import MOST_HOURS

OTHER = "pembelajaran-lain"
"""The topic of what meets no need: it counts for the hours of the year alone."""


def hours(said: str) -> Decimal | None:
    """Lesson hours as people write them (4, 4,5 or "4 JP"); None for an empty cell."""
    plain = said.upper().removesuffix("JP").strip().replace(",", ".")
    if not plain:
        return None
    try:
        found = Decimal(plain)
    except InvalidOperation:
        raise values.Unfit(_("Bukan jumlah JP. Tulis seperti 4 atau 4,5.")) from None
    if not found.is_finite() or not 0 <= found <= MOST_HOURS:
        raise values.Unfit(_("Bukan jumlah JP. Tulis seperti 4 atau 4,5."))
    return found.quantize(Decimal("0.1"))


def score(said: str) -> int | None:
    """A result from 0 to 100."""
    found = values.whole(said.strip().removesuffix("%").partition(",")[0])
    if found is not None and not 0 <= found <= 100:  # noqa: PLR2004 - per cent
        raise values.Unfit(_("Nilai antara 0 dan 100."))
    return found


SHAPE = Shape(
    (
        Column(
            "person",
            ("nip", "nomor", "nomor_pegawai", "nip_nik", "employee_number"),
            gettext_lazy("NIP atau nomor lain pegawai."),
            "198001012005011001",
            required=True,
            reads=values.number,
        ),
        Column(
            "title",
            ("nama_pelatihan", "pelatihan", "judul", "nama_diklat", "kegiatan", "course"),
            gettext_lazy("Nama pelatihan."),
            "Bimtek pencegahan suap di loket",
            required=True,
            reads=values.words,
            longest=TITLE,
        ),
        Column(
            "done_on",
            ("tanggal", "tanggal_selesai", "selesai", "tgl_selesai", "date"),
            gettext_lazy("Hari selesainya."),
            "2026-03-12",
            required=True,
            reads=values.past_day,
        ),
        Column(
            "hours",
            ("jp", "jumlah_jp", "jam_pelajaran", "jam", "hours"),
            gettext_lazy("Jumlah JP. Kosong: JP pokoknya."),
            "8",
            reads=hours,
        ),
        Column(
            "topic",
            ("pokok", "kode_pokok", "materi", "topik", "topic"),
            gettext_lazy("Kode atau judul pokok yang dipenuhi. Kosong: hanya dihitung untuk JP tahunan."),
            "loket-bersih",
            reads=values.words,
        ),
        Column("provider", ("penyelenggara", "provider"), gettext_lazy("Penyelenggara."), "BPSDM", reads=values.words, longest=TITLE),
        Column(
            "certificate",
            ("nomor_sertifikat", "sertifikat", "no_sertifikat", "certificate"),
            gettext_lazy("Nomor sertifikat; membedakan dua pelatihan senama pada hari yang sama."),
            "ST-118/2026",
            reads=values.words,
        ),
        Column("score", ("nilai", "skor", "score"), gettext_lazy("Hasil, 0 sampai 100."), "86", reads=score),
    ),
    longest=200,
    mapped=True,
    above=5,
    limits=Limits(size=16 * 1024 * 1024, unpacked=160 * 1024 * 1024, rows=50_000),
)


@dataclass
class Row(table.Row):
    """One record."""

    person: Person | None = None
    topic: Topic | None = None
    key: str = ""


class _Known:
    """What the rows are held against: five queries, however many rows."""

    def __init__(self, viewer: Viewer) -> None:
        units = queries.managed(viewer, "post__unit__path")
        here = Holding.objects.filter(held_on(clock.today()))
        mine = set(here.filter(units).values_list("person_id", flat=True)) if units is not None else set()
        self.mine = mine - {viewer.account.person_id}
        self.people: dict[str, Person] = {}
        for person in Person.objects.only("pk", "nip", "other_number"):
            for number in (person.nip, person.other_number):
                if number:
                    self.people[number.replace(" ", "").casefold()] = person
        self.topics: dict[str, Topic] = {}
        for topic in Topic.objects.filter(active=True):
            self.topics |= {text.fold(name): topic for name in (topic.key.replace("-", " "), topic.title, topic.title_en) if name}
            self.topics[topic.key.casefold()] = topic
        self.keys = set(Record.objects.filter(imported_key__isnull=False).values_list("imported_key", flat=True))


def _check(rows: Sequence[Row], viewer: Viewer) -> None:
    known = _Known(viewer)
    seen: set[str] = set()
    for row in rows:
        said = row.said
        person = known.people.get((said["person"] or "").casefold())
        if person is None:
            row.refuse("person", _("Tidak ada pegawai dengan nomor ini."))
        elif person.pk not in known.mine:
            row.refuse("person", _("Pegawai ini di luar unit yang pembelajarannya Anda kelola."))
        wanted = said["topic"] or ""
        topic = known.topics.get(wanted.casefold()) or known.topics.get(text.fold(wanted)) if wanted else None
        if wanted and topic is None:
            row.refuse("topic", _("Tidak ada pokok dengan kode atau judul ini. Tambahkan dahulu, atau kosongkan."))
        if row.errors or person is None:
            continue
        row.key = _key(person, row)
        if row.key in seen:
            row.refuse("title", _("Pelatihan ini sudah ada pada baris di atas."))
            continue
        seen.add(row.key)
        if row.key not in known.keys:
            row.person, row.topic = person, topic
            row.changes.append(f"{topic or said['title']} · {_hours(row)} JP")


def _hours(row: Row) -> Decimal:
    said: Decimal | None = row.said["hours"]
    if said is not None:
        return said
    return row.topic.hours if row.topic is not None else Decimal(0)


def _key(person: Person, row: Row) -> str:
    """The same for the same training of the same person, however it is brought again."""
    said = row.said
    told = said["certificate"] or f"{text.fold(said['title'])}/{said['done_on']}"
    return canonical.digest([str(person.pk), told]).hex()


def _write(rows: Sequence[Row], viewer: Viewer) -> None:
    services.credit_many(_drafts(rows, viewer), actor=viewer.actor)


def _drafts(rows: Sequence[Row], viewer: Viewer) -> Iterator[services.Draft]:
    other: Topic | None = None
    for row in rows:
        if row.person is None:
            continue
        if row.topic is None and other is None:
            other = _other(viewer)
        topic = row.topic or other
        if topic is not None:
            said = row.said
            provider, key = said["provider"] or "", row.key
            sort = str(Sort.IMPORTED)
            yield services.Draft(
                row.person, topic, said["title"], said["done_on"], _hours(row), sort, provider, said["score"], imported_key=key
            )


def _other(viewer: Viewer) -> Topic:
    found = queries.topic(OTHER)
    if found is not None:
        return found
    return services.keep_topic(OTHER, title="Pembelajaran lain", title_en="Other learning", viewer=viewer)


def _count(plan: Plan[Row]) -> dict[str, int]:
    met = sum(row.topic is not None for row in plan.changing)
    return {"rows": len(plan.rows), "records": len(plan.changing), "met": met, "only_hours": len(plan.changing) - met}


RECORDS = Table(SHAPE, Row, _check, _write, ("record_table.imported", "record:table"), _count)
