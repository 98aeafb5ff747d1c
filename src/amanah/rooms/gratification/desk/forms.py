"""What the UPG fills in. Every text here is sealed before it is kept; only the codes stand in clear."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.desk.forms import LONGEST
from amanah.engines.reports.desk.typed import ComingForm
from amanah.engines.reports.intake.fields import FilesForm
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation.desk.fields import PersonField
from amanah.rooms.gratification.codes import ACTIVITIES, FORMS, MEANS, OCCASIONS, RELATIONS, SORTS, TOPICS
from amanah.rooms.gratification.intake import forms as public
from amanah.rooms.gratification.intake.forms import Day, Rupiah
from amanah.rooms.gratification.models import Deposit
from amanah.rooms.gratification.regime import LABELS

CHECKLIST = (
    ("official", _("Penerima pegawai negeri atau penyelenggara negara")),
    ("office", _("Berhubungan dengan jabatan")),
    ("duty", _("Berlawanan dengan kewajiban atau tugas")),
    ("value", _("Nilainya dapat ditentukan")),
    ("evidence", _("Bukti memadai")),
    ("exempt", _("Tidak termasuk jenis yang dikecualikan")),
)
ORDER = (
    *("way", "came_on"),
    *("topic", "received_on", "received_at", "form", "description", "value", "estimated", "place_now"),
    *("giver", "giver_work", "giver_contact", "relation", "occasion", "reason", "story"),
    *("name", "nik", "nip", "office", "unit", "address", "phone", "email", "superior", "attached", "wants_receipt"),
)
"""Of what an officer types in, in the order of KPK's form."""
LABELS_HERE: dict[str, Any] = {
    name: LABELS[name] for name in ("received_on", "received_at", "form", "giver_work", "giver_contact", "occasion", "reason", "story")
}
ENDINGS = (
    (Deposit.Standing.GIVEN_AWAY.value, _("Disalurkan kepada yang membutuhkan")),
    (Deposit.Standing.HANDED_OVER.value, _("Diserahkan menjadi milik negara")),
    (Deposit.Standing.RETURNED.value, _("Dikembalikan kepada penerima")),
)


def units() -> list[tuple[str, Any]]:
    """Every open unit with its path, for a choice."""
    found = list(organisation.open_units())
    above = organisation.path_names(found)
    named = sorted((" › ".join([*above[unit.pk][1:], unit.name]), str(unit.pk)) for unit in found if unit.parent_id is not None)
    return [("", _("Tidak diketahui")), *((key, name) for name, key in named)]


def _text(label: Any, hint: Any = "", *, rows: int = 3, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, max_length=LONGEST, required=required, widget=widget)


class AnalysisForm(forms.Form):
    """The analysis: who gave what on which occasion, what it is worth, and how the UPG sorts it."""

    giver = forms.CharField(
        label=_("Nama pemberi"),
        help_text=_("Seperti dalam dokumen; dipakai mengenali pemberi yang sama pada laporan lain."),
        max_length=200,
    )
    relation = forms.ChoiceField(label=_("Hubungan dengan penerima"), choices=[*RELATIONS.items()])
    occasion = forms.ChoiceField(label=_("Peristiwa"), choices=[*OCCASIONS.items()])
    form = forms.ChoiceField(label=_("Bentuk"), choices=[*FORMS.items()])
    unit = forms.ChoiceField(label=_("Unit penerima"), required=False)
    value = Rupiah(label=_("Nilai menurut UPG (rupiah)"), required=False)
    checklist = forms.MultipleChoiceField(label=_("Daftar uji"), choices=CHECKLIST, required=False, widget=forms.CheckboxSelectMultiple)
    sort = forms.ChoiceField(label=_("Golongan"), choices=[*SORTS.items()], widget=forms.RadioSelect)
    found_by_audit = forms.BooleanField(label=_("Terungkap dari pengawasan internal sebelum dilaporkan"), required=False)
    text = _text(_("Pertimbangan"), rows=5)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units()  # type: ignore[attr-defined]  # a ChoiceField, declared above


class ForwardForm(forms.Form):
    """How the report went to KPK."""

    means = forms.ChoiceField(label=_("Dikirim lewat"), choices=[*MEANS.items()], widget=forms.RadioSelect)
    gol = forms.CharField(label=_("Nomor GOL"), help_text=_("Nomor laporan dari KPK; boleh menyusul."), max_length=60, required=False)
    text = _text(_("Catatan penerusan"), _("Misalnya nomor surat pengantar dan lampirannya."), required=False)


class GolForm(forms.Form):
    """The number that KPK gave."""

    gol = forms.CharField(label=_("Nomor GOL"), max_length=60)


class DecisionForm(forms.Form):
    """What KPK decided."""

    number = forms.CharField(label=_("Nomor keputusan KPK"), max_length=120)
    decided_on = Day(label=_("Tanggal keputusan"))
    value_state = Rupiah(label=_("Nilai yang menjadi milik negara (rupiah)"), required=False)
    value_recipient = Rupiah(label=_("Nilai yang menjadi milik penerima (rupiah)"), required=False)
    text = _text(_("Isi keputusan dan perintahnya"))

    def __init__(self, *args: Any, outcomes: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        status = forms.ChoiceField(label=_("Status"), choices=outcomes, widget=forms.RadioSelect)
        self.fields = {"outcome": status, **self.fields}


class KeepForm(forms.Form):
    """One object taken into keeping."""

    what = forms.CharField(label=_("Barang"), help_text=_("Jenis, merek, jumlah, dan ciri-cirinya."), max_length=400)
    giver = forms.CharField(label=_("Diserahkan oleh"), max_length=200)
    place = forms.CharField(label=_("Disimpan di"), help_text=_("Misalnya lemari besi UPG, rak 2."), max_length=200)
    perishable = forms.BooleanField(label=_("Cepat rusak"), required=False)


class EndForm(forms.Form):
    """What became of it."""

    standing = forms.ChoiceField(label=_("Selanjutnya"), choices=ENDINGS, widget=forms.RadioSelect)
    to = forms.CharField(
        label=_("Diterima oleh"), help_text=_("Nama lembaga sosial, kantor penerima, atau penerima semula."), max_length=200
    )
    record = forms.CharField(label=_("Nomor berita acara"), max_length=120)


class GiftDayForm(forms.Form):
    """The day from which the clocks count."""

    day = Day(label=_("Hari diterima atau ditolak"), help_text=_("Semua tenggat dihitung ulang sejak hari ini. Perubahannya tercatat."))


class ReceiptForm(GiftDayForm):
    """The same for a report that came by another door, with whoever received the gift."""

    receiver = PersonField(
        label=_("Siapa yang menerima atau menolaknya?"),
        help_text=_("NIP atau nama pegawai. Perkara ini lalu tertutup baginya dan bagi atasannya."),
        required=False,
    )
    unknown = forms.BooleanField(label=_("Penerimanya bukan pegawai di sini, atau belum diketahui"), required=False)
    superior = forms.BooleanField(label=_("Penerima mengizinkan atasannya mengetahui"), required=False)

    def clean(self) -> dict[str, Any]:
        """Somebody is named, or nobody on purpose."""
        said: dict[str, Any] = super().clean() or {}
        if "receiver" not in self.errors and not said.get("receiver") and not said.get("unknown"):
            self.add_error("receiver", _("Sebutkan penerimanya, atau tandai bahwa belum diketahui."))
        return said


class PassOnForm(forms.Form):
    """What the main UPG should know."""

    text = _text(_("Catatan untuk UPG instansi"), _("Misalnya apa yang sudah diperiksa dan apa yang masih kurang."), required=False)


class ActivityForm(forms.Form):
    """Something that the UPG held."""

    kind = forms.ChoiceField(label=_("Kegiatan"), choices=[*ACTIVITIES.items()])
    title = forms.CharField(
        label=_("Apa yang diadakan"), help_text=_("Misalnya sosialisasi batas nilai baru di kantor Bandung."), max_length=200
    )
    day = Day(label=_("Kapan"))
    audience = forms.CharField(label=_("Untuk siapa"), help_text=_("Misalnya semua pegawai loket, atau penyedia."), max_length=200)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    participants = forms.IntegerField(label=_("Berapa peserta"), min_value=0, max_value=999_999)

    def __init__(self, *args: Any, units: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]  # a ChoiceField, declared above


class TypedForm(ComingForm, FilesForm, public.PersonForm, public.StoryForm, public.GiverForm, public.GiftForm, public.KindForm):
    """The whole report on one page, for what came by letter, e-mail or a visit."""

    unit = forms.ChoiceField(label=_("Unit penerima"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units()  # type: ignore[attr-defined]  # a ChoiceField, declared above
        self.fields["name"].label = _("Nama lengkap penerima")
        self.fields["relation"].label = _("Hubungan pemberi dengan penerima")
        self.fields["superior"].label = _("Atasan penerima boleh mengetahui laporan ini?")
        self.fields["superior"].choices = [("no", _("Tidak")), ("yes", _("Boleh"))]  # type: ignore[attr-defined]  # likewise
        self.fields["topic"].label = _("Yang dilaporkan")
        self.fields["topic"].choices = [*TOPICS.items()]  # type: ignore[attr-defined]  # likewise
        for name, label in LABELS_HERE.items():
            self.fields[name].label = label
        self.fields["nip"].help_text = _("Dengan NIP sistem mengenali penerima dan menutup laporan ini bagi atasannya.")
        self.fields["place_now"].label = _("Objeknya sekarang")
        self.order_fields(ORDER)

    def answers(self) -> dict[str, str]:
        """By the names of the public form. Call after `is_valid`."""
        left = {"attached", "case", "way", "came_on", "wants_receipt"}
        return {name: str(value) for name, value in self.cleaned_data.items() if name not in left and value is not None}


class PeriodForm(forms.Form):
    """Which recap."""

    first = forms.DateField(label=_("Dari"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(label=_("Sampai"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def clean(self) -> dict[str, Any]:
        """The right way round."""
        cleaned = super().clean() or {}
        if cleaned.get("first") and cleaned.get("last") and cleaned["first"] > cleaned["last"]:
            self.add_error("last", _("Akhir masa lebih awal daripada awalnya."))
        return cleaned
