"""What this room answers about letters: its kinds, and that they are sealed in the case's own record, for exactly those who can open it.

No kind asks for the evidence, for who inspected, or for where the case came from: the person concerned holds these letters in the hand.
"""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amanah.engines.cases import queries as cases
from amanah.foundation.access.models import Account
from amanah.foundation.letters.kinds import Field, Kind, register
from amanah.foundation.vault import queries as keys
from amanah.rooms.discipline.papers import record_of
from amanah.rooms.discipline.workflow import DISCIPLINE

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SHIPPED = Path(__file__).with_name("defaults")

_PERSON = Field("person", _("Yang bersangkutan"), _("Nama, NIP, jabatan; satu per baris."), long=True)
_RECIPIENT = Field("recipient", _("Yth."), _("Jabatan dan alamat, satu per baris."), long=True)
_BREACH = Field("breach", _("Pelanggaran"), long=True)
_RULES = Field("rules", _("Ketentuan yang dilanggar"), long=True)
_DAY = Field("day", _("Hari dan tanggal"))
_PLACE = Field("place", _("Tempat"))
_RESULT = Field("result", _("Putusan"), long=True)


def _body(title: "StrOrPromise") -> Field:
    return Field("body", title, _("Pisahkan paragraf dengan baris kosong."), long=True)


def _kind(key: str, title: "StrOrPromise", subject: "StrOrPromise", *fields: Field) -> Kind:
    return register(Kind(f"discipline_{key}", title, subject, fields, template=SHIPPED))


BY_CHANNEL = {
    "summons": _kind(
        "summons",
        _("Surat panggilan"),
        _("Panggilan untuk diperiksa"),
        _PERSON,
        Field("hearing", _("Hari pemeriksaan")),
        Field("venue", _("Pukul dan tempat")),
        Field("breach", _("Dugaan pelanggaran"), long=True),
        _RULES,
        _body(_("Isi panggilan")),
        _PLACE,
    ),
    "minutes": _kind(
        "minutes",
        _("Berita acara pemeriksaan"),
        _("Pemeriksaan dugaan pelanggaran disiplin"),
        _DAY,
        _PLACE,
        Field("present", _("Yang hadir"), long=True),
        _PERSON,
        _body(_("Tanya jawab dan keterangan")),
        Field("signature", _("Tanda tangan yang diperiksa"), required=False),
    ),
    "decision": _kind(
        "decision", _("Keputusan"), _("Keputusan disiplin"), _PERSON, _BREACH, _RULES, _body(_("Pertimbangan")), _RESULT, _PLACE
    ),
    "delivery": _kind(
        "delivery",
        _("Berita acara penyampaian"),
        _("Penyampaian keputusan disiplin"),
        _DAY,
        _PLACE,
        _PERSON,
        Field("decision", _("Nomor keputusan"), required=False),
        _body(_("Uraian")),
    ),
    "objection": _kind(
        "objection",
        _("Penerusan keberatan atau banding"),
        _("Keberatan atau banding atas keputusan disiplin"),
        _RECIPIENT,
        _PERSON,
        _body(_("Keberatan atau banding")),
        _PLACE,
    ),
    "ruling": _kind(
        "ruling",
        _("Pemberitahuan putusan atas keberatan atau banding"),
        _("Putusan atas keberatan atau banding"),
        _PERSON,
        Field("ruling", _("Nomor putusan"), required=False),
        _RESULT,
        _body(_("Uraian")),
        _PLACE,
    ),
}
"""The kind of letter that a paper of each channel becomes; papers of other channels never leave the house."""


class DisciplineLetters:
    """Letters about cases of discipline."""

    def titles(self, refs: Collection[str]) -> Mapping[str, str]:
        """Those of the references that are such cases, each with its own number, never with that of what it arose from."""
        return cases.numbers_of(DISCIPLINE.key, refs)

    def record(self, ref: str) -> str | None:
        """The sealed record of the case itself."""
        return record_of(UUID(ref.removeprefix("case:")))

    def before_opening(self, ref: str) -> None:
        """Nothing here is opened by several for a time."""

    def address(self, title: str) -> str:
        """The case's page, at its letters."""
        return f"{reverse('discipline_desk:case', args=[title])}#letters"

    def readers(self, ref: str) -> Iterable[Account]:
        """Whoever holds the key of the record; whoever could be given the case gets it with the case."""
        return keys.openers(record_of(UUID(ref.removeprefix("case:"))))

    def kinds(self, ref: str) -> tuple[str, ...]:  # noqa: ARG002 - every case may need any of them
        """The kinds that fit a case of discipline."""
        return tuple(kind.key for kind in BY_CHANNEL.values())
