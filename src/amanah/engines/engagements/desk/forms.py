"""What people write about an engagement. Everything here is kept in clear."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.actions.declare import PRIORITIES
from amanah.engines.engagements import declare
from amanah.engines.engagements.kinds import Criterion, Kind
from amanah.engines.engagements.models import LETTER, TITLE, WORDS, Engagement, Finding, Paper
from amanah.engines.engagements.services import Draft, Found, Procedure
from amanah.engines.risks.controls.sampling import MOST_ITEMS, MOST_SAMPLED
from amanah.foundation.organisation.desk.fields import DayField, PersonField, UnitField
from amanah.foundation.organisation.models import Unit

CLEAR = gettext_lazy("Kata di sini tidak disegel: jangan menulis apa pun dari suatu laporan.")
UNITS = (1, 2, 3)
"""How many audited units one form asks for."""
NOTE = 300
_PASTED = MOST_ITEMS * 121


def area(rows: int) -> forms.Textarea:
    """A field of several lines."""
    return forms.Textarea(attrs={"rows": rows})


def criteria_field(offered: Sequence[Criterion], *, required: bool = True) -> forms.MultipleChoiceField:
    """Which of these criteria."""
    choices = [(one.ref, f"{one.number} {one.title}") for one in offered]
    return forms.MultipleChoiceField(label=_("Kriteria"), choices=choices, widget=forms.CheckboxSelectMultiple, required=required)


class WordsForm(forms.Form):
    """Words that go into the timeline."""

    text = forms.CharField(label=gettext_lazy("Uraian"), max_length=WORDS, widget=area(4))


class ReasonForm(forms.Form):
    """Why."""

    text = forms.CharField(label=gettext_lazy("Alasan"), max_length=WORDS, widget=area(3))


class NoForm(forms.Form):
    """Nothing to say: a button only."""


class PrepareForm(forms.Form):
    """The letter of assignment."""

    assignment = forms.CharField(label=gettext_lazy("Nomor surat tugas"), max_length=LETTER)
    assigned_on = DayField(label=gettext_lazy("Tanggal surat tugas"))


class PlanForm(forms.Form):
    """What an engagement looks at."""

    title = forms.CharField(label=gettext_lazy("Judul penugasan"), max_length=TITLE)
    objective = forms.CharField(label=gettext_lazy("Tujuan"), max_length=WORDS, widget=area(3), help_text=CLEAR)
    covers = forms.CharField(
        label=gettext_lazy("Lingkup"),
        max_length=WORDS,
        widget=area(3),
        help_text=gettext_lazy("Tempat, proses, dan rekaman apa saja yang diperiksa."),
    )
    leaves_out = forms.CharField(
        label=gettext_lazy("Yang tidak diperiksa"),
        max_length=WORDS,
        required=False,
        widget=area(2),
        help_text=gettext_lazy("Sebutkan beserta alasannya; tertulis juga dalam laporan."),
    )
    period_from = DayField(label=gettext_lazy("Masa yang diperiksa, dari"))
    period_to = DayField(label=gettext_lazy("Sampai dengan"))
    starts_on = DayField(label=gettext_lazy("Pekerjaan dimulai"))
    ends_on = DayField(label=gettext_lazy("Pekerjaan selesai"))

    def __init__(self, *args: Any, offered: Sequence[Criterion], revising: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in UNITS:
            self.fields[f"unit_{n}"] = UnitField(label=_("Unit yang diperiksa %(n)d") % {"n": n}, required=n == 1)
        self.fields["criteria"] = criteria_field(offered)
        if revising:
            self.fields["why"] = forms.CharField(label=_("Mengapa diubah?"), max_length=WORDS, widget=area(2))

    def draft(self, scope: str) -> Draft:
        """What was said, for the verbs."""
        said = self.cleaned_data
        units: list[Unit] = [said[f"unit_{n}"] for n in UNITS if said.get(f"unit_{n}")]
        names = ("title", "objective", "covers", "period_from", "period_to", "starts_on", "ends_on", "leaves_out")
        return Draft(subjects=units, criteria=said["criteria"], scope=scope, **{name: said[name] for name in names})

    @classmethod
    def of(cls, engagement: Engagement) -> dict[str, Any]:
        """What an engagement holds, as the fields show it."""
        plain = {name: getattr(engagement, name) for name in cls.base_fields}
        units = engagement.subjects.select_related("unit").order_by("pk")
        return {**plain, "criteria": engagement.criteria, **{f"unit_{n}": one.unit.code for n, one in enumerate(units, start=1)}}


class MemberForm(forms.Form):
    """Who joins, and as what."""

    person = PersonField(label=gettext_lazy("Siapa?"))
    part = forms.ChoiceField(label=gettext_lazy("Sebagai"), choices=list(declare.PARTS.items()), widget=forms.RadioSelect, initial="member")


class WaiverForm(MemberForm):
    """Who joins although they are not independent, and why."""

    text = forms.CharField(
        label=gettext_lazy("Mengapa tidak ada orang lain?"),
        max_length=WORDS,
        widget=area(3),
        help_text=gettext_lazy("Alasan ini dibaca orang kedua yang memutuskan, dan tertulis dalam laporan."),
    )


class PaperForm(forms.Form):
    """What is to be tested."""

    title = forms.CharField(label=gettext_lazy("Judul"), max_length=TITLE)
    tested = forms.CharField(
        label=gettext_lazy("Apa yang diuji, dan bagaimana?"),
        max_length=WORDS,
        widget=area(4),
        help_text=gettext_lazy("Tuliskan sebelum melihat buktinya: kapan sesuatu memenuhi, kapan menyimpang."),
    )

    def __init__(self, *args: Any, offered: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["criteria"] = criteria_field(offered, required=False)

    @property
    def procedure(self) -> Procedure:
        """What was said, for the verbs."""
        said = self.cleaned_data
        return Procedure(said["title"], said["tested"], said["criteria"])


class SampleForm(forms.Form):
    """A population and how much of it is looked at."""

    about = forms.CharField(
        label=gettext_lazy("Populasinya apa?"),
        max_length=WORDS,
        widget=area(2),
        help_text=gettext_lazy("Rekaman apa, dari masa mana, diambil dari daftar mana."),
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
    size = forms.IntegerField(label=gettext_lazy("Besar sampel"), min_value=1, max_value=MOST_SAMPLED, initial=10)
    not_sampled = forms.CharField(
        label=gettext_lazy("Mengapa butir lainnya tidak diperiksa?"), max_length=WORDS, required=False, widget=area(2)
    )

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


class ResultForm(forms.Form):
    """What came of a test: of every item of the sample, and together."""

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paper = paper
        choices = [("", "—"), *declare.OUTCOMES.items()]
        for position in paper.chosen:
            item = {"item": paper.items[position - 1]}
            self.fields[f"outcome_{position}"] = forms.ChoiceField(label=_("Hasil %(item)s") % item, choices=choices)
            self.fields[f"note_{position}"] = forms.CharField(label=_("Catatan %(item)s") % item, required=False, max_length=NOTE)
        self.fields["result"] = forms.CharField(
            label=_("Apa yang dilihat dan disimpulkan?"), max_length=WORDS, widget=area(5), help_text=CLEAR
        )

    @property
    def items(self) -> list[tuple[int, str, Any, Any]]:
        """Position, label, and the two fields of every item of the sample."""
        paper = self.paper
        return [(at, paper.items[at - 1], self[f"outcome_{at}"], self[f"note_{at}"]) for at in paper.chosen]

    @property
    def outcomes(self) -> Mapping[int, tuple[str, str]]:
        """Position → (outcome, words)."""
        said = self.cleaned_data
        return {at: (said[f"outcome_{at}"], said[f"note_{at}"]) for at in self.paper.chosen}


class FindingForm(forms.Form):
    """What was found."""

    title = forms.CharField(label=gettext_lazy("Judul temuan"), max_length=TITLE)
    condition = forms.CharField(label=gettext_lazy("Kondisi: apa yang ditemukan?"), max_length=WORDS, widget=area(4), help_text=CLEAR)
    criterion = forms.CharField(label=gettext_lazy("Kriteria: apa yang seharusnya?"), max_length=WORDS, required=False, widget=area(3))
    cause = forms.CharField(label=gettext_lazy("Sebab: mengapa terjadi?"), max_length=WORDS, required=False, widget=area(3))
    effect = forms.CharField(
        label=gettext_lazy("Akibat: apa yang dapat terjadi karenanya?"), max_length=WORDS, required=False, widget=area(3)
    )

    def __init__(self, *args: Any, kind: Kind, offered: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grades = [(grade.key, grade.title) for grade in kind.grades]
        self.fields["grade"] = forms.ChoiceField(label=_("Tingkat"), choices=grades, widget=forms.RadioSelect)
        self.fields["unit"] = UnitField(label=_("Unit"))
        self.fields["criteria"] = criteria_field(offered, required=False)
        self.order_fields(("grade", "title", "unit", "criteria", "condition", "criterion", "cause", "effect"))

    @property
    def found(self) -> Found:
        """What was said, for the verbs."""
        return Found(**self.cleaned_data)

    @classmethod
    def of(cls, finding: Finding) -> dict[str, Any]:
        """What a finding holds, as the fields show it."""
        plain = {name: getattr(finding, name) for name in (*cls.base_fields, "grade", "criteria")}
        return {**plain, "unit": finding.unit.code}


class AnswerForm(forms.Form):
    """What the auditee says."""

    agrees = forms.ChoiceField(
        label=gettext_lazy("Sependapat dengan temuan ini?"),
        choices=[("yes", gettext_lazy("Ya, sependapat")), ("no", gettext_lazy("Tidak sependapat"))],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("Tanggapan"),
        max_length=WORDS,
        widget=area(5),
        help_text=gettext_lazy("Bila tidak sependapat, tuliskan alasannya dan buktinya. Tanggapan tidak dapat diubah."),
    )


class RecommendForm(forms.Form):
    """What is recommended, who does it, who checks it."""

    title = forms.CharField(label=gettext_lazy("Apa yang harus dilakukan?"), max_length=TITLE)
    description = forms.CharField(label=gettext_lazy("Penjelasan"), max_length=WORDS, required=False, widget=area(3))
    owner = PersonField(
        label=gettext_lazy("Orang yang bertanggung jawab"),
        required=False,
        help_text=gettext_lazy("NIP, nomor lain, atau nama. Kosongkan bila pemimpin unit yang bertanggung jawab."),
    )
    verifier = PersonField(
        label=gettext_lazy("Pemverifikasi"),
        help_text=gettext_lazy("NIP, nomor lain, atau nama. Harus independen dari unit yang diperiksa."),
    )
    due_on = DayField(
        label=gettext_lazy("Tenggat"),
        required=False,
        help_text=gettext_lazy("Kosongkan bila tenggatnya mengikuti aturan tindak lanjut dalam buku aturan."),
    )
    priority = forms.ChoiceField(label=gettext_lazy("Prioritas"), choices=list(PRIORITIES.items()), initial="ordinary")


class SlotForm(forms.Form):
    """What a programme covers in one quarter."""

    title = forms.CharField(label=gettext_lazy("Apa yang diperiksa?"), max_length=TITLE)
    unit = UnitField(label=gettext_lazy("Unit"))
    risk = forms.ChoiceField(
        label=gettext_lazy("Risikonya"), choices=list(declare.RISKS.items()), widget=forms.RadioSelect, initial="medium"
    )
    why = forms.CharField(
        label=gettext_lazy("Mengapa waktu itu?"),
        max_length=WORDS,
        required=False,
        widget=area(2),
        help_text=gettext_lazy("Risiko, perubahan, dan hasil audit sebelumnya yang menjadi dasar."),
    )

    def __init__(self, *args: Any, years: Sequence[int], offered: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"] = forms.TypedChoiceField(label=_("Tahun"), choices=[(year, str(year)) for year in years], coerce=int)
        quarters = [(quarter, _("Triwulan %(n)d") % {"n": quarter}) for quarter in declare.QUARTERS]
        self.fields["quarter"] = forms.TypedChoiceField(label=_("Triwulan"), choices=quarters, coerce=int)
        self.fields["criteria"] = criteria_field(offered, required=False)
        self.order_fields(("year", "quarter", "title", "unit", "risk", "why", "criteria"))


def left_out(paper: Paper) -> list[str]:
    """The items of the population that are not in the sample."""
    chosen = set(paper.chosen)
    return [item for position, item in enumerate(paper.items, start=1) if position not in chosen]
