"""What people write about a nonconformity. Everything here is kept in clear."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.actions.declare import PRIORITIES
from amanah.engines.narrowing import NarrowForm, offer
from amanah.engines.risks import queries as risks
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.desk.fields import DayField, PersonField, UnitField
from amanah.kernel import numbers
from amanah.rooms.antibribery.audits import book
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.nonconformities import declare
from amanah.rooms.antibribery.nonconformities.models import TITLE, WORDS
from amanah.rooms.antibribery.nonconformities.services import Seen

CLEAR = gettext_lazy("Kata di sini tidak disegel: jangan menulis apa pun dari suatu laporan.")


def area(rows: int) -> forms.Textarea:
    """A field of several lines."""
    return forms.Textarea(attrs={"rows": rows})


class FilterForm(NarrowForm):
    """What the list can be narrowed to."""

    state = offer(
        gettext_lazy("Status"), {"owed": gettext_lazy("belum selesai"), **{key: state.title for key, state in declare.STATES.items()}}
    )
    sort = offer(gettext_lazy("Asal"), declare.SORTS)
    grade = offer(gettext_lazy("Tingkat"), declare.GRADES)
    repeated = offer(gettext_lazy("Berulang"), {"yes": gettext_lazy("berulang")})
    scope = forms.CharField(label=gettext_lazy("Ruang lingkup memuat"), required=False, max_length=60)
    text = forms.CharField(label=gettext_lazy("Judul atau nomor memuat"), required=False, max_length=60)
    said = {"scope": gettext_lazy("ruang lingkup memuat %(text)s"), "text": gettext_lazy("judul atau nomor memuat %(text)s")}


class RecordForm(forms.Form):
    """What does not conform."""

    title = forms.CharField(label=gettext_lazy("Apa yang tidak sesuai?"), max_length=TITLE)
    condition = forms.CharField(label=gettext_lazy("Uraian dan buktinya"), max_length=WORDS, widget=area(4), help_text=CLEAR)
    grade = forms.ChoiceField(
        label=gettext_lazy("Tingkat"), choices=list(declare.GRADES.items()), widget=forms.RadioSelect, initial="minor"
    )
    unit = UnitField(label=gettext_lazy("Unit"))
    owner = PersonField(label=gettext_lazy("Orang yang bertanggung jawab"))
    risk = forms.CharField(
        label=gettext_lazy("Nomor risiko yang terkait"),
        max_length=14,
        required=False,
        help_text=gettext_lazy("Bila ada, misalnya RS-26-7F3K9Q. Pemilik risikonya tidak menilai keefektifan."),
    )

    def __init__(self, *args: Any, scope: Scope, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        sorts = [(key, title) for key, title in declare.SORTS.items() if key != "audit"]
        self.fields["sort"] = forms.ChoiceField(label=_("Asal"), choices=sorts, widget=forms.RadioSelect, initial="observation")
        clauses = [(one.ref, f"{one.number} {one.title}") for one in book.offered(scope.ref)]
        self.fields["criteria"] = forms.MultipleChoiceField(label=_("Klausul"), choices=clauses, widget=forms.CheckboxSelectMultiple)
        self.order_fields(("sort", "title", "condition", "grade", "unit", "owner", "risk", "criteria"))

    def clean_risk(self) -> Any:
        """The risk of that number, if the viewer sees it."""
        said = self.cleaned_data["risk"]
        if not said:
            return None
        risk = risks.find(self.viewer, numbers.tidy(said))
        if risk is None:
            raise forms.ValidationError(_("Risiko ini tidak ditemukan."))
        return risk

    @property
    def seen(self) -> Seen:
        """What was said, for the verbs."""
        return Seen(**self.cleaned_data)


class CorrectForm(forms.Form):
    """What was put right at once, and where else the same was looked for."""

    correction = forms.CharField(label=gettext_lazy("Apa yang segera diperbaiki?"), max_length=WORDS, widget=area(4), help_text=CLEAR)
    similar = forms.CharField(
        label=gettext_lazy("Di mana kejadian serupa dicari, dan apa hasilnya?"),
        max_length=WORDS,
        widget=area(3),
        help_text=gettext_lazy("Unit, proses, atau masa lain. “Tidak ada” pun ditulis beserta tempat mencarinya."),
    )


class AnalyseForm(forms.Form):
    """Up to five whys, each asked of the one before."""

    cause = forms.CharField(
        label=gettext_lazy("Jadi, apa sebabnya?"),
        max_length=WORDS,
        widget=area(3),
        help_text=gettext_lazy("Sebab yang bila dihilangkan membuat kejadian ini tidak berulang; bukan nama orang."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, declare.MOST_WHYS + 1):
            label = _("Mengapa terjadi?") if n == 1 else _("Mengapa demikian? (%(n)d)") % {"n": n}
            self.fields[f"why_{n}"] = forms.CharField(label=label, max_length=500, required=n == 1, widget=area(2))
        self.order_fields([*(f"why_{n}" for n in range(1, declare.MOST_WHYS + 1)), "cause"])

    @property
    def whys(self) -> list[str]:
        """The answers in order."""
        return [self.cleaned_data[f"why_{n}"] for n in range(1, declare.MOST_WHYS + 1)]


class ActionForm(forms.Form):
    """A corrective action."""

    title = forms.CharField(label=gettext_lazy("Apa yang harus dilakukan?"), max_length=TITLE)
    description = forms.CharField(label=gettext_lazy("Penjelasan"), max_length=WORDS, required=False, widget=area(3))
    owner = PersonField(
        label=gettext_lazy("Orang yang bertanggung jawab"),
        required=False,
        help_text=gettext_lazy("NIP, nomor lain, atau nama. Kosongkan bila pemimpin unit yang bertanggung jawab."),
    )
    verifier = PersonField(
        label=gettext_lazy("Pemverifikasi"),
        help_text=gettext_lazy("Bukan penanggung jawab ketidaksesuaian, pemimpin unitnya, atau pemilik risikonya."),
    )
    due_on = DayField(
        label=gettext_lazy("Tenggat"),
        required=False,
        help_text=gettext_lazy("Kosongkan bila tenggatnya mengikuti aturan tindak lanjut dalam buku aturan."),
    )
    priority = forms.ChoiceField(label=gettext_lazy("Prioritas"), choices=list(PRIORITIES.items()), initial="ordinary")


class JudgeForm(forms.Form):
    """Whether it worked."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Apakah tindakannya efektif?"),
        choices=[
            ("yes", gettext_lazy("Efektif: tidak berulang, dan sebabnya hilang")),
            ("no", gettext_lazy("Tidak efektif: analisis diulang")),
        ],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("Apa yang diperiksa, dan apa yang terlihat?"), max_length=WORDS, widget=area(4), help_text=CLEAR
    )


class AppointForm(forms.Form):
    """Who else answers for it."""

    owner = PersonField(label=gettext_lazy("Penanggung jawab baru"))
    text = forms.CharField(label=gettext_lazy("Alasan"), max_length=WORDS, widget=area(3))
