"""What is asked about documents. Everything here is kept in clear."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.documents import declare
from amanah.engines.documents.models import ADDRESS, CODE, CONTENT, MONTHS, PLACE, TITLE, WORDS, YEARS
from amanah.engines.documents.services import Content, Heading, Refused
from amanah.engines.narrowing import NarrowForm, offer
from amanah.engines.proofs.desk import media
from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence import uploads
from amanah.foundation.organisation.desk.fields import DayField, PersonField, UnitField

FIELDS = {
    "words": "title",
    "content": "text",
    "file": "file",
    "address": "address",
    "unit": "unit",
    "code": "code",
    "issuer": "issuer",
    "reviewers": "first",
    "approvers": "first",
    "due": "due_on",
    "readers": "unit",
    "target": "unit",
    "period": "effective_from",
}
"""Beside which field each refusal is said."""


def _long(label: Any, *, required: bool = True, hint: Any = "", most: int = WORDS, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=most, help_text=hint, widget=forms.Textarea(attrs={"rows": rows}), strip=True
    )


class FilterForm(NarrowForm):
    """What the master list can be narrowed to."""

    standing = offer(gettext_lazy("Keadaan"), declare.STANDINGS)
    sort = offer(gettext_lazy("Jenis"), declare.SORTS)
    unit = forms.CharField(label=gettext_lazy("Kode unit, atau nama memuat"), required=False, max_length=60)
    words = forms.CharField(label=gettext_lazy("Judul atau nomor memuat"), required=False, max_length=60)
    said = {"unit": gettext_lazy("unit %(text)s"), "words": gettext_lazy("judul atau nomor memuat %(text)s")}


class Saying(forms.Form):
    """A form beside whose fields refusals of the engine are said."""

    def refuse(self, refusal: Refused) -> None:
        """Say a refusal beside the field that it is about."""
        name = FIELDS.get(refusal.code)
        self.add_error(name if name in self.fields else None, str(refusal))


class EndForm(Saying):
    """Whether one is sure: what goes does not come back."""

    sure = forms.BooleanField(
        label=gettext_lazy("Saya sudah memeriksa: isi semua versinya boleh hilang untuk selamanya"),
        error_messages={"required": gettext_lazy("Nyatakan dahulu bahwa Anda sudah memeriksanya.")},
    )


class ContentForm(Saying):
    """What a version says: text, a file or an address."""

    text = _long(
        gettext_lazy("Teks"),
        required=False,
        most=CONTENT,
        rows=10,
        hint=gettext_lazy("Isilah salah satu: teks, berkas, atau alamat. Jangan menulis apa pun dari suatu laporan."),
    )
    file = forms.FileField(label=gettext_lazy("atau berkas"), required=False, allow_empty_file=True)
    address = forms.CharField(
        label=gettext_lazy("atau alamat web"), required=False, max_length=ADDRESS, widget=forms.TextInput(attrs={"inputmode": "url"})
    )
    label = forms.CharField(
        label=gettext_lazy("Sebutan versi"), required=False, max_length=20, help_text=gettext_lazy("Kosong: nomor urutnya.")
    )
    summary = _long(
        gettext_lazy("Apa yang berubah, dan mengapa?"), required=False, hint=gettext_lazy("Yang membaca versi lama melihat ini dahulu.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("text", "file", "address"):  # one of them is wanted, so that none is said to be optional
            self.fields[name].quiet = True  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """The file as it arrived, if it may be kept."""
        file = self.cleaned_data["file"]
        if not isinstance(file, uploads.IncomingFile):
            return None
        if file.problem:
            raise ValidationError(
                _("Berkas BELUM tersimpan. Coba lagi nanti.")
                if file.problem == uploads.NOT_STORED
                else evidence.Refusal(file.name or "", file.problem).reason
            )
        if not media.word(file.content_type or ""):
            raise ValidationError(_("Simpanlah dahulu sebagai PDF atau dokumen kantor."))
        return file

    def clean(self) -> dict[str, Any]:
        """Exactly one form of content."""
        values: dict[str, Any] = super().clean() or {}
        given = [name for name in ("text", "file", "address") if values.get(name)]
        if len(given) != 1 and not any(name in self.errors for name in ("text", "file", "address")):
            self.add_error("text", str(Refused.sentences["content"]))
        return values

    def content(self) -> Content:
        """What was written. Raises Refused "file" where the file cannot be taken over."""
        said = self.cleaned_data
        upload = None
        if said["file"] is not None:
            try:
                upload = said["file"].sealed
            except (evidence.NotStored, evidence.Refused):
                raise Refused("file") from None
        return Content(said["text"], upload, said["address"], said["summary"], said["label"])


class HeadingForm(Saying):
    """What a document is called, who reads it, and how long it holds."""

    title = forms.CharField(label=gettext_lazy("Judul dokumen"), max_length=TITLE)
    code = forms.CharField(label=gettext_lazy("Nomor menurut instansi"), required=False, max_length=CODE)
    issuer = forms.CharField(
        label=gettext_lazy("Penerbit"), required=False, max_length=TITLE, help_text=gettext_lazy("Hanya untuk dokumen dari luar.")
    )
    shared = forms.BooleanField(
        label=gettext_lazy("Boleh dibaca semua pegawai setelah berlaku"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Bila tidak, hanya mereka yang menerima pembagiannya."),
    )
    every_months = forms.IntegerField(label=gettext_lazy("Ditinjau ulang tiap (bulan)"), required=False, min_value=1, max_value=MONTHS)
    keep_years = forms.IntegerField(
        label=gettext_lazy("Disimpan sesudah ditarik (tahun)"),
        required=False,
        min_value=0,
        max_value=YEARS,
        help_text=gettext_lazy("Menurut jadwal retensi arsip instansi."),
    )

    def heading(self, sort: str) -> Heading:
        """What was written, of a document of this sort."""
        names = ("title", "code", "issuer", "shared", "every_months", "keep_years")
        return Heading(sort=sort, **{name: self.cleaned_data[name] for name in names})


class OpenForm(HeadingForm, ContentForm):
    """A new document with its first draft."""

    sort = forms.ChoiceField(
        label=gettext_lazy("Jenis"), choices=[(key, title) for key, title in declare.SORTS.items() if key != declare.EXTERNAL]
    )
    unit = UnitField(label=gettext_lazy("Unit pemilik"))
    issuer = None  # type: ignore[assignment]  # an own document has none
    field_order = ("title", "sort", "code", "unit", "text", "file", "address", "label", "summary")

    def heading(self, sort: str) -> Heading:
        """What was written."""
        self.cleaned_data.setdefault("issuer", "")
        return super().heading(sort)


class KeepForm(HeadingForm, ContentForm):
    """A document that is in force already: from outside, or from before."""

    sort = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=list(declare.SORTS.items()), initial=declare.EXTERNAL)
    unit = UnitField(label=gettext_lazy("Unit pemilik"), help_text=gettext_lazy("Unit yang menjaga agar dokumen ini tetap terbaru."))
    effective_from = DayField(label=gettext_lazy("Berlaku sejak"))
    field_order = ("title", "sort", "issuer", "code", "unit", "effective_from", "text", "file", "address", "label", "summary")


class ReviewersForm(Saying):
    """Who reviews this round."""

    first = PersonField(label=gettext_lazy("Peninjau pertama"))
    second = PersonField(label=gettext_lazy("Peninjau kedua"), required=False)
    third = PersonField(label=gettext_lazy("Peninjau ketiga"), required=False)


class ApproversForm(Saying):
    """The two who approve."""

    first = PersonField(label=gettext_lazy("Pengesah pertama"))
    second = PersonField(label=gettext_lazy("Pengesah kedua"))


class RemarkForm(Saying):
    """What a reviewer says."""

    place = forms.CharField(
        label=gettext_lazy("Bagian mana?"), required=False, max_length=PLACE, help_text=gettext_lazy("Misalnya: halaman 3, butir 2.")
    )
    words = _long(gettext_lazy("Catatan Anda"))


class AnswerForm(Saying):
    """What becomes of a remark."""

    accepted = forms.ChoiceField(
        label=gettext_lazy("Jawaban atas catatan"),
        choices=[("yes", gettext_lazy("Diikuti dalam naskah")), ("no", gettext_lazy("Tidak diikuti"))],
        widget=forms.RadioSelect,
    )
    words = _long(gettext_lazy("Bagaimana, atau mengapa tidak?"))


class ReasonForm(Saying):
    """A reason, and nothing else."""

    words = _long(gettext_lazy("Alasannya"))


class DistributeForm(Saying):
    """To whom the version in force is handed out, and until when it is to be read."""

    unit = UnitField(label=gettext_lazy("Unit"), required=False, help_text=gettext_lazy("Dengan semua unit di bawahnya."))
    post = forms.CharField(
        label=gettext_lazy("Hanya jabatan bernama"),
        required=False,
        max_length=TITLE,
        help_text=gettext_lazy("Kosong: semua pegawai unit itu."),
    )
    person = PersonField(label=gettext_lazy("atau satu orang"), required=False)
    due_on = DayField(label=gettext_lazy("Dibaca paling lambat"))

    def clean(self) -> dict[str, Any]:
        """A unit or a person."""
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(values.get("unit")) == bool(values.get("person")):
            self.add_error("unit", _("Pilih unit atau satu orang, salah satu saja."))
        return values


class AgainForm(Saying):
    """Until when those read the new version who had to read the one before."""

    due_on = DayField(label=gettext_lazy("Dibaca paling lambat"))
