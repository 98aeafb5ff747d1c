"""What people write about a campaign, its activities and its messages. Everything here is kept in clear."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from amanah.engines.narrowing import NarrowForm, offer
from amanah.engines.risks.treatment.desk.forms import BudgetField
from amanah.foundation.organisation.desk.fields import DayField, PersonField, UnitField
from amanah.rooms.campaigns import declare
from amanah.rooms.campaigns.data import designs, values
from amanah.rooms.campaigns.desk.fields import CLEAR, AudienceMixin, area, said_of, several
from amanah.rooms.campaigns.models import AIM, MESSAGE, TITLE, WORDS, Campaign, Circular
from amanah.rooms.campaigns.services import ActivityPlan, CircularPlan, Plan


def _values() -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for key, value in values().items():
        groups.setdefault(value.set_title.get("id"), []).append((key, str(value)))
    return list(groups.items())


def _designs() -> list[tuple[str, str]]:
    return [(key, str(design)) for key, design in designs().items()]


class FilterForm(NarrowForm):
    """What the list can be narrowed to."""

    state = offer(gettext_lazy("Status"), {key: state.title for key, state in declare.STATES.items()})
    outcome = offer(gettext_lazy("Hasil evaluasi"), declare.OUTCOMES)
    value = forms.ChoiceField(label=gettext_lazy("Nilai"), required=False, choices=lambda: [("", "—"), *_values()])
    mine = offer(gettext_lazy("Bagian saya"), {"own": gettext_lazy("saya tanggung jawabi"), "work": gettext_lazy("ikut saya kelola")})
    unit = forms.CharField(label=gettext_lazy("Unit memuat"), required=False, max_length=60)
    text = forms.CharField(label=gettext_lazy("Nama atau nomor memuat"), required=False, max_length=60)
    said = {"unit": gettext_lazy("unit memuat %(text)s"), "text": gettext_lazy("nama atau nomor memuat %(text)s")}


class CampaignForm(AudienceMixin):
    """A campaign."""

    title = forms.CharField(label=gettext_lazy("Nama kampanye"), max_length=TITLE, help_text=CLEAR)
    title_en = forms.CharField(label=gettext_lazy("Nama dalam bahasa Inggris"), max_length=TITLE, required=False)
    unit = UnitField(label=gettext_lazy("Unit penyelenggara"))
    owner = PersonField(label=gettext_lazy("Penanggung jawab"))
    aim = forms.CharField(
        label=gettext_lazy("Apa yang harus berbeda sesudahnya?"),
        max_length=AIM,
        widget=area(3),
        help_text=gettext_lazy("Perilaku atau keadaan, bukan kegiatan. “Petugas loket menolak amplop”, bukan “sosialisasi terlaksana”."),
    )
    measure = forms.CharField(label=gettext_lazy("Bagaimana perubahan itu terlihat?"), max_length=300)
    measure_unit = forms.CharField(label=gettext_lazy("Satuan ukuran"), max_length=20, required=False, help_text="%")
    baseline = forms.DecimalField(label=gettext_lazy("Nilai awal"), max_digits=9, decimal_places=2, required=False)
    target = forms.DecimalField(label=gettext_lazy("Sasaran"), max_digits=9, decimal_places=2, required=False)
    associates = forms.BooleanField(label=gettext_lazy("Mitra kerja"), required=False)
    public = forms.BooleanField(label=gettext_lazy("Masyarakat"), required=False)
    message = forms.CharField(
        label=gettext_lazy("Pesan utama"),
        max_length=MESSAGE,
        widget=area(2),
        help_text=gettext_lazy("Satu kalimat yang diingat orang. Kalimat ini dicetak besar pada poster kampanye."),
    )
    message_en = forms.CharField(label=gettext_lazy("Pesan utama dalam bahasa Inggris"), max_length=MESSAGE, required=False, widget=area(2))
    channels = several(gettext_lazy("Saluran"), list(declare.CHANNELS.items()))
    values = several(gettext_lazy("Nilai yang diangkat"), _values)
    designs = several(gettext_lazy("Bahan siap cetak yang dipakai"), _designs)
    begins_on = DayField(label=gettext_lazy("Hari pertama"))
    ends_on = DayField(label=gettext_lazy("Hari terakhir"))
    budget = BudgetField(
        label=gettext_lazy("Anggaran (rupiah)"),
        required=False,
        max_length=30,
        help_text=gettext_lazy("Kosongkan bila tanpa biaya. Kampanye beranggaran disetujui orang kedua."),
    )
    parts = (
        (gettext_lazy("Kampanye ini"), ("title", "title_en", "unit", "owner")),
        (gettext_lazy("Yang ingin diubah"), ("aim", "measure", "measure_unit", "baseline", "target")),
        (gettext_lazy("Untuk siapa"), ("staff", "units", "heads", "post_words", "employment", "associates", "public")),
        (gettext_lazy("Pesan dan saluran"), ("message", "message_en", "channels", "values", "designs")),
        (gettext_lazy("Waktu dan biaya"), ("begins_on", "ends_on", "budget")),
    )

    @property
    def sections(self) -> list[tuple[Any, list[Any]]]:
        """The fields in groups, as the page shows them."""
        return [(title, [self[name] for name in names]) for title, names in self.parts]

    @property
    def plan(self) -> Plan:
        """What was said, as services take it."""
        names = {*CampaignForm.base_fields} - {*AudienceMixin.base_fields} - {"unit", "owner", "associates", "public"}
        return Plan(**{name: self.cleaned_data[name] for name in names}, audience=self.audience)

    @classmethod
    def of(cls, campaign: Campaign) -> dict[str, Any]:
        """What a campaign holds, as the fields show it."""
        plain = {name: getattr(campaign, name) for name in cls.base_fields if hasattr(campaign, name)}
        owner = campaign.owner
        named = {"unit": campaign.unit.code, "owner": owner.nip or owner.other_number or owner.name}
        return {**plain, **said_of(campaign.audience), **named}


class ActivityForm(forms.Form):
    """One activity."""

    title = forms.CharField(label=gettext_lazy("Kegiatan"), max_length=TITLE, help_text=CLEAR)
    channel = forms.ChoiceField(label=gettext_lazy("Lewat apa"), choices=list(declare.CHANNELS.items()))
    day = DayField(label=gettext_lazy("Hari"))
    last_day = DayField(
        label=gettext_lazy("Sampai hari"), required=False, help_text=gettext_lazy("Kosongkan bila berlangsung satu hari saja.")
    )
    begins_at = forms.TimeField(
        label=gettext_lazy("Jam mulai"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(label=gettext_lazy("Tempat"), max_length=160, required=False)
    responsible = PersonField(label=gettext_lazy("Pelaksana"), required=False)
    who = forms.CharField(label=gettext_lazy("Narasumber atau pihak luar"), max_length=200, required=False)

    @property
    def plan(self) -> ActivityPlan:
        """What was said, as services take it."""
        return ActivityPlan(**self.cleaned_data)


class WordsForm(forms.Form):
    """A few words that are asked for."""

    text = forms.CharField(label=gettext_lazy("Uraian"), max_length=WORDS, widget=area(3), help_text=CLEAR)


class RemarkForm(forms.Form):
    """A few words that may be left out."""

    text = forms.CharField(label=gettext_lazy("Catatan"), max_length=WORDS, required=False, widget=area(3), help_text=CLEAR)


class MoveForm(WordsForm):
    """Another day for an activity, and why."""

    day = DayField(label=gettext_lazy("Hari baru"))
    last_day = DayField(label=gettext_lazy("Sampai hari"), required=False)
    field_order = ("day", "last_day", "text")


class SpendForm(forms.Form):
    """Money that was spent."""

    amount = BudgetField(label=gettext_lazy("Jumlah (rupiah)"), max_length=30)
    correction = forms.BooleanField(label=gettext_lazy("Ini koreksi yang mengurangi"), required=False)
    what = forms.CharField(label=gettext_lazy("Untuk apa"), max_length=200, help_text=CLEAR)
    day = DayField(label=gettext_lazy("Hari"))

    @property
    def signed(self) -> int:
        """The amount, below zero for a correction."""
        amount: int = self.cleaned_data["amount"] or 0
        return -amount if self.cleaned_data["correction"] else amount


class ReachForm(forms.Form):
    """How many people of a unit or a group."""

    people = forms.IntegerField(label=gettext_lazy("Jumlah orang"), min_value=1, max_value=10_000_000)
    unit = UnitField(label=gettext_lazy("Unit"), required=False)
    group = forms.CharField(
        label=gettext_lazy("Jabatan atau kelompok"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Misalnya: petugas loket, pengunjung layanan, pengurus serikat pekerja."),
    )
    basis = forms.ChoiceField(label=gettext_lazy("Dasar angka"), choices=list(declare.BASES.items()), widget=forms.RadioSelect)


class EvaluationForm(forms.Form):
    """What came of a campaign."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Apakah tujuannya tercapai?"), choices=list(declare.OUTCOMES.items()), widget=forms.RadioSelect
    )
    result = forms.DecimalField(label=gettext_lazy("Nilai akhir"), max_digits=9, decimal_places=2, required=False)
    findings = forms.CharField(
        label=gettext_lazy("Atas dasar apa?"),
        max_length=WORDS,
        widget=area(5),
        help_text=gettext_lazy(
            "Apa yang diukur, kapan, pada siapa, dan apa yang tidak dapat dipastikan. Tanpa perubahan pun layak ditulis."
        ),
    )
    lessons = forms.CharField(
        label=gettext_lazy("Apa yang dilakukan lain kali?"), max_length=WORDS, required=False, widget=area(3), help_text=CLEAR
    )


class CircularForm(AudienceMixin):
    """A message that is to be read. Its audience is staff."""

    title = forms.CharField(label=gettext_lazy("Judul"), max_length=TITLE)
    body = forms.CharField(label=gettext_lazy("Isi pesan"), max_length=WORDS, widget=area(8), help_text=CLEAR)
    body_en = forms.CharField(label=gettext_lazy("Isi pesan dalam bahasa Inggris"), max_length=WORDS, required=False, widget=area(5))
    due_on = DayField(label=gettext_lazy("Dibaca paling lambat"))
    field_order = ("title", "body", "body_en", "due_on", "units", "heads", "post_words", "employment")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["staff"]

    @property
    def plan(self) -> CircularPlan:
        """What was said, as services take it."""
        said = self.cleaned_data
        return CircularPlan(said["title"], said["body"], said["due_on"], self.audience, said["body_en"])

    @classmethod
    def of(cls, circular: Circular) -> dict[str, Any]:
        """What a message holds, as the fields show it."""
        return {
            **{name: getattr(circular, name) for name in ("title", "body", "body_en", "due_on")},
            **said_of(circular.audience),
        }


class ReadForm(forms.Form):
    """That somebody has read what was on the screen."""

    read = forms.CharField(widget=forms.HiddenInput)
    agree = forms.BooleanField(
        label=gettext_lazy("Saya sudah membaca pesan ini sampai selesai"),
        error_messages={"required": gettext_lazy("Beri tanda bila Anda sudah membacanya.")},
    )
