"""What people write about a proof. Everything here is kept in clear."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.proofs.desk import media
from amanah.engines.proofs.models import ADDRESS, TITLE, WORDS
from amanah.engines.proofs.refusals import SENTENCES, Refused
from amanah.engines.proofs.services import Draft
from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence import uploads
from amanah.foundation.organisation.desk.fields import DayField, UnitField

WAYS = ("file", "link", "letter")
"""The fields of which exactly one is filled in."""
FIELDS = {
    "words": "title",
    "period": "effective_until",
    "file": "file",
    "address": "link",
    "letter": "letter",
    "unit": "unit",
    "shared": "shared",
}
"""Beside which field each refusal is said."""


def _file_hint() -> str:
    return _(
        "Isilah salah satu dari tiga ini. Berkas: PDF, gambar, dokumen kantor, teks, rekaman, atau ZIP; paling besar %(size)d MB. "
        "Disegel selagi diunggah dan tidak pernah ditampilkan di peramban, hanya diunduh."
    ) % {"size": settings.AMANAH_FILE_LIMIT // 2**20}


class ProofForm(forms.Form):
    """A proof: what it is, one way to it, and the days on which what it shows held."""

    title = forms.CharField(
        label=gettext_lazy("Apa buktinya?"),
        max_length=TITLE,
        help_text=gettext_lazy("Misalnya: SK Tim Pembangunan Zona Integritas 2026. Jangan tulis apa pun dari isi laporan atau pengaduan."),
    )
    description = forms.CharField(
        label=gettext_lazy("Apa yang ditunjukkannya?"),
        max_length=WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Halaman atau bagian mana yang harus dibaca pemeriksa."),
    )
    file = forms.FileField(label=gettext_lazy("Berkas bukti"), required=False, allow_empty_file=True, help_text=lazy(_file_hint, str)())
    link = forms.CharField(
        label=gettext_lazy("atau alamat web"), max_length=ADDRESS, required=False, widget=forms.TextInput(attrs={"inputmode": "url"})
    )
    letter = forms.CharField(
        label=gettext_lazy("atau nomor surat"),
        max_length=ADDRESS,
        required=False,
        help_text=gettext_lazy("Bila naskahnya tersimpan di persuratan: nomor, tanggal, dan pengirimnya."),
    )
    effective_from = DayField(
        label=gettext_lazy("Berlaku sejak"),
        help_text=gettext_lazy("Hari pertama keadaan yang ditunjukkan, bukan hari berkas ini diunggah."),
    )
    effective_until = DayField(
        label=gettext_lazy("Berlaku sampai"),
        required=False,
        help_text=gettext_lazy("Hari terakhirnya. Kosongkan bila berlaku sampai diganti; untuk satu kejadian, isi hari yang sama."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in WAYS:  # one of them is wanted, so that none is said to be optional
            self.fields[name].quiet = True  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """The file as it arrived, if it may be evidence."""
        file = self.cleaned_data["file"]
        if not isinstance(file, uploads.IncomingFile):
            return None
        if file.problem == uploads.NOT_STORED:
            raise ValidationError(_("Berkas BELUM tersimpan: penyimpanan penuh atau tidak dapat ditulisi. Coba lagi nanti."))
        if file.problem:
            raise ValidationError(evidence.Refusal(file.name or "", file.problem).reason)
        if not media.word(file.content_type or ""):
            raise ValidationError(
                _(
                    "Berkas “%(name)s” bukan jenis yang diterima sebagai bukti. Simpanlah dahulu sebagai PDF, gambar, dokumen kantor, "
                    "teks, rekaman, atau ZIP."
                ),
                params={"name": file.name},
            )
        return file

    def clean(self) -> dict[str, Any]:
        """One way to the proof, and days in order."""
        values: dict[str, Any] = super().clean() or {}
        given = [name for name in WAYS if values.get(name)]
        if not given and not any(name in self.errors for name in WAYS):
            self.add_error("file", _("Pilihlah berkas, atau tulislah alamat web atau nomor surat."))
        if len(given) > 1:
            self.add_error(given[-1], _("Isilah satu saja: berkas, alamat web, atau nomor surat."))
        begins, ends = values.get("effective_from"), values.get("effective_until")
        if begins and ends and ends < begins:
            self.add_error("effective_until", str(SENTENCES["period"]))
        if self.errors and values.get("file"):
            self.add_error("file", _("Pilihlah lagi berkasnya: selama isian belum lengkap, berkas tidak disimpan."))
        return values

    def draft(self) -> Draft | None:
        """What is to be put into the library, its file taken over; None where the file cannot be taken, which the form then says."""
        values = self.cleaned_data
        upload = None
        if values["file"] is not None:
            try:
                upload = values["file"].sealed
            except (evidence.NotStored, evidence.Refused):
                self.add_error("file", _("Berkas BELUM tersimpan: penyimpanan penuh atau tidak dapat ditulisi. Coba lagi nanti."))
                return None
        return Draft(
            title=values["title"],
            effective_from=values["effective_from"],
            effective_until=values["effective_until"],
            description=values["description"],
            upload=upload,
            link=values["link"],
            letter=values["letter"],
        )

    def refuse(self, refusal: Refused) -> None:
        """Say a refusal of the engine beside the field that it is about."""
        name = FIELDS.get(refusal.code)
        self.add_error(name if name in self.fields else None, str(refusal))


class AddForm(ProofForm):
    """A new proof, of a unit."""

    unit = UnitField(label=gettext_lazy("Unit pemilik bukti"))
    shared = forms.BooleanField(
        label=gettext_lazy("Boleh dibaca dan dipakai semua unit"),
        required=False,
        help_text=gettext_lazy("Untuk bukti yang berlaku bagi seluruh instansi, misalnya keputusan pimpinan."),
    )


class ReplaceForm(ProofForm):
    """A newer proof in the place of one."""

    carry = forms.BooleanField(
        label=gettext_lazy("Pakai juga di tempat-tempat yang lama"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Hanya di tempat yang periodenya dicakup bukti baru dan buktinya masih dapat Anda ubah."),
    )


class ReasonForm(forms.Form):
    """Why a proof is withdrawn."""

    reason = forms.CharField(
        label=gettext_lazy("Mengapa ditarik?"),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Dibaca semua orang yang dapat melihat bukti ini."),
    )
