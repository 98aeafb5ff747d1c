"""What the check of a signed PDF found, in plain words. Nothing is claimed that was not checked; what was not checked is said.

Not checked: whether the PDF says what the letter says, whether the signer's certificate had been revoked (nothing is fetched from
anywhere), and whether the person was entitled to sign for the office. The time is the signer's own statement unless a time stamp by a
trusted authority stands beside it.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from amanah.kernel import canonical

TRUSTED, UNKNOWN, EXPIRED, CHANGED, BROKEN, NONE = "trusted", "unknown", "expired", "changed", "broken", "none"

TITLES = {
    TRUSTED: gettext_lazy("Tanda tangan utuh, penerbitnya dipercaya"),
    UNKNOWN: gettext_lazy("Tanda tangan utuh, penerbitnya tidak kami kenal"),
    EXPIRED: gettext_lazy("Tanda tangan utuh, sertifikatnya di luar masa berlaku"),
    CHANGED: gettext_lazy("Dokumen berubah sesudah ditandatangani"),
    BROKEN: gettext_lazy("Tanda tangan rusak atau tidak dapat diperiksa"),
    NONE: gettext_lazy("Tanpa tanda tangan elektronik"),
}
TONES = {TRUSTED: "success", UNKNOWN: "warning", EXPIRED: "warning", CHANGED: "danger", BROKEN: "danger", NONE: "neutral"}


@dataclass(frozen=True)
class Signature:
    """One signature, as the check found it."""

    verdict: str
    signer: str
    issuer: str
    signed_on: str
    stamped: bool
    covers: str
    certificate: str

    @property
    def title(self) -> str:
        """The verdict in words."""
        return str(TITLES[self.verdict])

    @property
    def tone(self) -> str:
        """The verdict as a colour."""
        return TONES[self.verdict]

    def sentences(self) -> list[str]:
        """What was found, one statement each."""
        said = []
        if self.signer:
            said.append(_("Sertifikatnya atas nama %(name)s.") % {"name": self.signer})
        if self.issuer:
            known = {
                TRUSTED: _("Penerbitnya, %(name)s, berada di bawah akar yang dipasang instansi ini."),
                EXPIRED: _(
                    "Penerbitnya, %(name)s, berada di bawah akar yang dipasang, tetapi masa berlakunya sudah lewat atau belum mulai."
                ),
            }
            other = _("Penerbitnya menyebut diri %(name)s; itu tidak dapat kami pastikan.")
            said.append(known.get(self.verdict, other) % {"name": self.issuer})
        if self.signed_on:
            day = {"day": date_format(date.fromisoformat(self.signed_on), "j F Y")}
            said.append(
                _("Waktunya, %(day)s, disertai cap waktu dari otoritas yang dipercaya.") % day
                if self.stamped
                else _("Waktunya menurut penanda tangan sendiri: %(day)s.") % day
            )
        covers = {
            "whole": _("Tidak ada yang ditambahkan sesudah tanda tangan ini."),
            "extended": _("Sesudah tanda tangan ini hanya ditambahkan bukti pelengkapnya."),
            "forms": _("Sesudah tanda tangan ini ada isian formulir atau tanda tangan lain yang ditambahkan; isi dokumen tidak berubah."),
            "changed": _("Sesudah tanda tangan ini dokumennya diubah."),
        }
        if self.covers in covers and self.verdict != BROKEN:
            said.append(covers[self.covers])
        return said


@dataclass(frozen=True)
class Checked:
    """The whole check: the overall verdict, every signature, the day, and how many roots were installed."""

    verdict: str
    on: str
    roots: int
    signatures: tuple[Signature, ...]

    @property
    def title(self) -> str:
        """The overall verdict in words."""
        return str(TITLES[self.verdict])

    @property
    def tone(self) -> str:
        """The overall verdict as a colour."""
        return TONES[self.verdict]

    @property
    def day(self) -> date:
        """When it was checked."""
        return date.fromisoformat(self.on)

    def limits(self) -> list[str]:
        """What the check does not say."""
        said = [
            _(
                "Tidak diperiksa: apakah isi PDF sama dengan naskah surat ini, apakah sertifikatnya pernah dicabut, dan apakah orangnya "
                "berwenang menandatangani."
            ),
        ]
        if not self.roots:
            said.insert(0, _("Belum ada sertifikat akar yang dipasang, jadi penerbit mana pun belum dapat kami kenal."))
        else:
            said.insert(
                0,
                ngettext("Diperiksa terhadap %(n)d sertifikat akar.", "Diperiksa terhadap %(n)d sertifikat akar.", self.roots)
                % {"n": self.roots},
            )
        return said

    def to_bytes(self) -> bytes:
        """Canonical bytes, to be kept with the letter."""
        return canonical.encode({**asdict(self), "signatures": [asdict(one) for one in self.signatures]})

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """What `to_bytes` wrote."""
        values = canonical.decode(data)
        return cls(values["verdict"], values["on"], values["roots"], tuple(Signature(**one) for one in values["signatures"]))


def judge(said: Iterable[dict[str, Any]], *, on: date, roots: int) -> Checked:
    """The verdict over what the worker reported; of several signatures the worst decides."""
    found = tuple(_one(one) for one in said)
    order = (BROKEN, CHANGED, EXPIRED, UNKNOWN, TRUSTED)
    overall = next((verdict for verdict in order if any(one.verdict == verdict for one in found)), NONE)
    return Checked(overall, on.isoformat(), roots, found)


def _one(said: dict[str, Any]) -> Signature:
    if not said["intact"]:
        verdict = BROKEN
    elif said["covers"] == "changed":
        verdict = CHANGED
    elif said["trusted"]:
        verdict = TRUSTED
    else:
        verdict = EXPIRED if said["why"] == "expired" else UNKNOWN
    return Signature(
        verdict,
        said["signer"],
        said["issuer"],
        said["signed_on"],
        bool(said["stamped"]),
        said["covers"],
        said.get("certificate", ""),
    )
