"""The institution: its tree of units, its posts, its people, and who holds which post when.

`until` of a unit, post or holding is the last day on which it holds; null means open-ended.
"""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

SEGMENT = 32
"""A unit's path is the unpunctuated hexadecimal ids from the root down to itself, this many characters each."""

MAX_DEPTH = 20


class UnitKind(models.TextChoices):
    """What a unit is, as its decree calls it."""

    INSTITUTION = "institution", _("Kementerian/lembaga/pemerintah daerah")
    SECRETARIAT_GENERAL = "secretariat_general", _("Sekretariat jenderal")
    INSPECTORATE_GENERAL = "inspectorate_general", _("Inspektorat jenderal")
    DIRECTORATE_GENERAL = "directorate_general", _("Direktorat jenderal")
    AGENCY = "agency", _("Badan")
    SECRETARIAT = "secretariat", _("Sekretariat")
    INSPECTORATE = "inspectorate", _("Inspektorat")
    DIRECTORATE = "directorate", _("Direktorat")
    BUREAU = "bureau", _("Biro")
    CENTRE = "centre", _("Pusat")
    TRAINING_CENTRE = "training_centre", _("Balai pelatihan")
    OFFICE = "office", _("Kantor atau dinas")
    SUBUNIT = "subunit", _("Bagian, bidang, atau subdirektorat")
    TEAM = "team", _("Kelompok kerja atau tim")
    FUNCTION = "function", _("Fungsi khusus")


class Zone(models.TextChoices):
    """The three time zones of Indonesia: a day begins where the unit is."""

    WIB = "Asia/Jakarta", _("WIB")
    WITA = "Asia/Makassar", _("WITA")
    WIT = "Asia/Jayapura", _("WIT")


class Unit(models.Model):
    """A node of the tree as it stands now; what it was called and where it stood before is in `UnitVersion`.

    `path` contains nothing but hexadecimal digits, so that "everything below p" is the plain range `p <= path < p + 'g'`, which a
    b-tree answers in the same order under every collation, on SQLite and on PostgreSQL.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(_("Kode"), max_length=40, unique=True)
    name = models.CharField(_("Nama"), max_length=200)
    kind = models.CharField(_("Jenis"), max_length=30, choices=UnitKind, default=UnitKind.SUBUNIT)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("Unit induk")
    )
    path = models.CharField(max_length=SEGMENT * MAX_DEPTH, unique=True, editable=False)
    zone = models.CharField(_("Zona waktu"), max_length=20, choices=Zone, default=Zone.WIB)
    search = models.CharField(max_length=400, editable=False)
    since = models.DateField(_("Sejak"))
    until = models.DateField(_("Sampai dengan"), null=True, blank=True)

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("unit")
        constraints = [
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="unit_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="unit_is_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_root(self) -> bool:
        """Whether this is the institution itself."""
        return self.parent_id is None

    @property
    def depth(self) -> int:
        """0 for the root."""
        return len(self.path) // SEGMENT - 1

    @property
    def path_ids(self) -> list[uuid.UUID]:
        """The ids from the root to this unit."""
        return ids_of(self.path)

    def contains(self, other: "Unit") -> bool:
        """Whether `other` is this unit or below it, as the tree stands now."""
        return other.path.startswith(self.path)


def ids_of(path: str) -> list[uuid.UUID]:
    """The unit ids that a path is made of, root first."""
    return [uuid.UUID(path[start : start + SEGMENT]) for start in range(0, len(path), SEGMENT)]


def below(path: str, field: str = "path") -> Q:
    """The condition "at this path or below it" on the named column."""
    return Q(**{f"{field}__gte": path, f"{field}__lt": path + "g"})


class UnitVersion(models.Model):
    """What a unit was called and where it stood from `since` until the day (exclusive) on which the next version began."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="versions")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    path = models.CharField(max_length=SEGMENT * MAX_DEPTH, db_index=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [models.UniqueConstraint(fields=["unit"], condition=Q(until__isnull=True), name="unit_has_one_present_version")]


class Employment(models.TextChoices):
    """How somebody belongs to the institution."""

    PNS = "pns", _("PNS")
    PPPK = "pppk", _("PPPK")
    NON_PERMANENT = "non_permanent", _("Pegawai tidak tetap")
    OUTSOURCED = "outsourced", _("Tenaga alih daya")
    OUTSIDER = "outsider", _("Pihak luar")


class Person(models.Model):
    """Somebody who works in or for the institution. An account to sign in with is a different thing (see `access`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nip = models.CharField(_("NIP"), max_length=18, null=True, blank=True, unique=True)
    other_number = models.CharField(_("Nomor lain"), max_length=40, null=True, blank=True, unique=True)
    name = models.CharField(_("Nama"), max_length=150)
    employment = models.CharField(_("Status kepegawaian"), max_length=20, choices=Employment, default=Employment.PNS)
    search = models.CharField(max_length=200, editable=False)

    class Meta:
        verbose_name = _("orang")
        verbose_name_plural = _("orang")

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A place to be filled in a unit. A unit has at most one head post."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(_("Jabatan"), max_length=150)
    is_head = models.BooleanField(_("Memimpin unit"), default=False)
    search = models.CharField(max_length=200, editable=False)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit"], condition=Q(is_head=True, until__isnull=True), name="unit_has_one_head_post"),
            models.UniqueConstraint(fields=["unit", "title"], condition=Q(until__isnull=True), name="post_title_once_in_a_unit"),
        ]

    def __str__(self) -> str:
        return self.title


class Acting(models.TextChoices):
    """In what manner a post is held."""

    DEFINITIVE = "definitive", _("Definitif")
    PLT = "plt", _("Pelaksana tugas (Plt.)")
    PLH = "plh", _("Pelaksana harian (Plh.)")


class Holding(models.Model):
    """Who holds a post, in what manner and when. Rows are ended, never deleted: exclusion looks at all of them."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings", verbose_name=_("Orang"))
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings", verbose_name=_("Jabatan"))
    acting = models.CharField(_("Sebutan"), max_length=12, choices=Acting, default=Acting.DEFINITIVE)
    # A copy of the post's own mark, which never changes once it has been held, so that the constraint below can see it.
    heads = models.BooleanField(default=False, editable=False)
    since = models.DateField(_("Terhitung mulai tanggal"))
    until = models.DateField(_("Sampai dengan"), null=True, blank=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="holding_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(heads=True, acting="definitive", until__isnull=True),
                name="head_post_has_one_definitive_holder",
            ),
            models.UniqueConstraint(fields=["person", "post"], condition=Q(until__isnull=True), name="person_holds_a_post_once"),
        ]

    def holds_on(self, day: date) -> bool:
        """Whether the holding is in force on `day`."""
        return self.since <= day and (self.until is None or day <= self.until)


def held_on(day: date, prefix: str = "") -> Q:
    """The condition "holding in force on `day`"; `prefix` leads to the holding, e.g. "holdings__"."""
    return Q(**{f"{prefix}since__lte": day}) & (Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": day}))
