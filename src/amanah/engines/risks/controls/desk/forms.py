"""What people write about a control. Everything here is kept in clear."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.narrowing import NarrowForm, offer
from amanah.engines.risks.controls import declare
from amanah.engines.risks.controls.models import EVIDENCE, TITLE, WORDS, Control, Plan
from amanah.engines.risks.controls.sampling import MOST_ITEMS, MOST_SAMPLED
from amanah.engines.risks.controls.services import Found, Place
from amanah.engines.risks.models import Risk
from amanah.foundation.organisation.desk.fields import DayField, PersonField, UnitField
from amanah.kernel import clock

CLEAR = gettext_lazy("Kata di sini tidak disegel: jangan menulis apa pun dari suatu laporan.")
WHOLE = "whole"
NOTE = 300
_PASTED = MOST_ITEMS * 121


def area(rows: int) -> forms.Textarea:
    """A field of several lines."""
    return forms.Textarea(attrs={"rows": rows})


class FilterForm(NarrowForm):
    """What the list can be narrowed to."""

    state = offer(gettext_lazy("Dipakai"), declare.STATES)
    nature = offer(gettext_lazy("Cara kerja"), declare.NATURES)
    verdict = offer(
        gettext_lazy("Hasil uji"), {**declare.VERDICTS, "untested": declare.UNTESTED, "failing": gettext_lazy("belum efektif seluruhnya")}
    )
    due = offer(
        gettext_lazy("Uji berikutnya"), {"overdue": gettext_lazy("jadwal uji terlewat"), "near": gettext_lazy("diuji dalam sebulan")}
    )
    key = offer(gettext_lazy("Kunci"), {"yes": gettext_lazy("pengendalian kunci"), "no": gettext_lazy("bukan pengendalian kunci")})
    mine = offer(gettext_lazy("Bagian saya"), {"carry": gettext_lazy("saya jalankan"), "test": gettext_lazy("dapat saya uji")})
    unit = forms.CharField(label=gettext_lazy("Unit memuat"), required=False, max_length=60)
    text = forms.CharField(label=gettext_lazy("Nama atau nomor memuat"), required=False, max_length=60)
    said = {"unit": gettext_lazy("unit memuat %(text)s"), "text": gettext_lazy("nama atau nomor memuat %(text)s")}


class ControlForm(forms.Form):
    """A control. With a `risk`, also the place on its bow-tie."""

    title = forms.CharField(label=gettext_lazy("Apa pengendaliannya?"), max_length=TITLE, help_text=CLEAR)
    description = forms.CharField(label=gettext_lazy("Bagaimana dijalankan"), max_length=WORDS, required=False, widget=area(4))
    nature = forms.ChoiceField(label=gettext_lazy("Cara kerja"), choices=list(declare.NATURES.items()))
    sort = forms.ChoiceField(label=gettext_lazy("Golongan"), choices=list(declare.SORTS.items()), initial="non_financial")
    way = forms.ChoiceField(label=gettext_lazy("Pelaksanaan"), choices=list(declare.WAYS.items()))
    frequency = forms.ChoiceField(label=gettext_lazy("Seberapa sering"), choices=list(declare.FREQUENCIES.items()))
    unit = UnitField(label=gettext_lazy("Unit yang menjalankan"))
    owner = PersonField(
        label=gettext_lazy("Orang yang menjalankan"),
        required=False,
        help_text=gettext_lazy("NIP, nomor lain, atau nama. Kosongkan bila pemimpin unit yang bertanggung jawab."),
    )
    key = forms.BooleanField(
        label=gettext_lazy("Pengendalian kunci"),
        required=False,
        help_text=gettext_lazy("Tanpa pengendalian ini risikonya praktis tidak terjaga. Diuji lebih sering."),
    )

    def __init__(self, *args: Any, risk: Risk | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if risk is not None:
            self.fields["place"] = place_field(risk)

    @classmethod
    def of(cls, control: Control) -> dict[str, Any]:
        """What a control holds, as the fields show it."""
        plain = {name: getattr(control, name) for name in ("title", "description", "nature", "sort", "way", "frequency", "key")}
        owner = control.owner
        return {**plain, "unit": control.unit.code, "owner": (owner.nip or owner.other_number or owner.name) if owner else ""}


class ChangeForm(ControlForm):
    """A control, and why it is changed."""

    reason = forms.CharField(label=gettext_lazy("Mengapa diubah?"), max_length=WORDS, widget=area(2))


def place_field(risk: Risk) -> forms.ChoiceField:
    """Where on the bow-tie of this risk."""
    choices = [(WHOLE, _("Risiko ini seluruhnya"))]
    choices += [(f"cause-{cause.pk}", _("Sebab: %(text)s") % {"text": cause.text}) for cause in risk.causes.all()]
    choices += [(f"consequence-{one.pk}", _("Akibat: %(text)s") % {"text": one.text}) for one in risk.consequences.all()]
    return forms.ChoiceField(label=_("Menjaga apa?"), choices=choices, widget=forms.RadioSelect, initial=WHOLE)


def place_of(risk: Risk, said: str) -> Place:
    """The place that a choice means."""
    kind, _dash, key = said.partition("-")
    if kind == "cause":
        return Place(risk, cause=risk.causes.get(pk=int(key)))
    if kind == "consequence":
        return Place(risk, consequence=risk.consequences.get(pk=int(key)))
    return Place(risk)


class RiskForm(forms.Form):
    """Which risk."""

    risk = forms.CharField(
        label=gettext_lazy("Nomor risiko"), max_length=14, help_text=gettext_lazy("Misalnya RS-26-7F3K9Q, seperti pada register risiko.")
    )


class PlaceForm(forms.Form):
    """Where on the bow-tie."""

    def __init__(self, *args: Any, risk: Risk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = place_field(risk)


class ReasonForm(forms.Form):
    """Why."""

    text = forms.CharField(label=gettext_lazy("Alasan"), max_length=WORDS, widget=area(3))


class VerdictForm(forms.Form):
    """A verdict, and how it was reached."""

    verdict = forms.ChoiceField(label=gettext_lazy("Kesimpulan"), choices=list(declare.VERDICTS.items()), widget=forms.RadioSelect)
    method = forms.ChoiceField(label=gettext_lazy("Cara menguji"), choices=list(declare.METHODS.items()))
    note = forms.CharField(label=gettext_lazy("Apa yang ditemukan?"), max_length=WORDS, widget=area(5), help_text=CLEAR)
    evidence = forms.CharField(
        label=gettext_lazy("Letak bukti"),
        max_length=EVIDENCE,
        required=False,
        help_text=gettext_lazy("Nomor kertas kerja atau surat. Berkas bukti dapat dilampirkan sesudah hasil disimpan."),
    )

    @property
    def found(self) -> Found:
        """What was said, for the verbs."""
        said = self.cleaned_data
        return Found(said["verdict"], said["note"], said["method"], said["evidence"])


class PressureResultForm(VerdictForm):
    """What came of the attempts."""

    attempts = forms.IntegerField(label=gettext_lazy("Jumlah percobaan"), min_value=1, max_value=1000, initial=1)
    through = forms.IntegerField(label=gettext_lazy("Berapa yang lolos?"), min_value=0, max_value=1000, initial=0)
    field_order = ("attempts", "through", "verdict", "method", "note", "evidence")


class SampleForm(forms.Form):
    """A population and how much of it is looked at."""

    from_day = DayField(label=gettext_lazy("Masa yang diuji, dari"))
    to_day = DayField(label=gettext_lazy("Sampai dengan"))
    procedure = forms.CharField(
        label=gettext_lazy("Apa yang diperiksa pada setiap butir?"),
        max_length=WORDS,
        widget=area(3),
        help_text=gettext_lazy("Tuliskan sebelum melihat sampelnya: kapan sebuah butir sesuai, kapan menyimpang."),
    )
    items = forms.CharField(
        label=gettext_lazy("Butir populasi"),
        required=False,
        max_length=_PASTED,
        widget=area(8),
        help_text=gettext_lazy(
            "Satu butir satu baris, misalnya nomor berkas; jangan nama orang. Tempel dari lembar kerja, paling banyak 20.000."
        ),
    )
    population = forms.IntegerField(
        label=gettext_lazy("Atau jumlah butirnya saja"),
        required=False,
        min_value=1,
        max_value=MOST_ITEMS,
        help_text=gettext_lazy("Bila butirnya sudah bernomor urut dari 1."),
    )
    size = forms.IntegerField(label=gettext_lazy("Besar sampel"), min_value=1, max_value=MOST_SAMPLED, initial=25)

    def clean(self) -> dict[str, Any]:
        """One of the two tells the population."""
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned["items"].strip()) == bool(cleaned["population"]):
            self.add_error("items", _("Isi daftar butir atau jumlahnya, salah satu."))
        return cleaned

    @property
    def lines(self) -> list[str]:
        """The labels."""
        return [line for line in self.cleaned_data["items"].splitlines() if line.strip()]


class PressureForm(forms.Form):
    """An attempt to get round a control, as it is planned."""

    from_day = DayField(label=gettext_lazy("Dilakukan antara"))
    to_day = DayField(label=gettext_lazy("dan"))
    procedure = forms.CharField(
        label=gettext_lazy("Bagaimana pengendalian akan dicoba diakali?"),
        max_length=WORDS,
        widget=area(6),
        help_text=gettext_lazy("Sebutkan batasnya: apa yang tidak boleh dilakukan, siapa yang dihubungi bila terjadi kesalahpahaman."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_day"].initial = clock.today()


class ResultsForm(VerdictForm):
    """What was found on every item of a sample."""

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        choices = [("", "—"), *declare.OUTCOMES.items()]
        for position in plan.chosen:
            item = {"item": plan.items[position - 1]}
            self.fields[f"outcome_{position}"] = forms.ChoiceField(label=_("Hasil %(item)s") % item, choices=choices)
            self.fields[f"note_{position}"] = forms.CharField(label=_("Catatan %(item)s") % item, required=False, max_length=NOTE)

    @property
    def own(self) -> list[Any]:
        """The fields of the verdict."""
        return [self[name] for name in VerdictForm.base_fields]

    @property
    def items(self) -> list[tuple[int, str, Any, Any]]:
        """Position, label, and the two fields of every item of the sample."""
        return [
            (position, self.plan.items[position - 1], self[f"outcome_{position}"], self[f"note_{position}"])
            for position in self.plan.chosen
        ]

    @property
    def results(self) -> Mapping[int, tuple[str, str]]:
        """Position → (outcome, words)."""
        said = self.cleaned_data
        return {position: (said[f"outcome_{position}"], said[f"note_{position}"]) for position in self.plan.chosen}


def left_out(plan: Plan) -> Sequence[str]:
    """The items of the population that are not in the sample."""
    chosen = set(plan.chosen)
    return [item for position, item in enumerate(plan.items, start=1) if position not in chosen]
