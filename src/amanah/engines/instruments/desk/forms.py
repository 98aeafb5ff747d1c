"""What people write into a sheet. All of it is kept in clear, and the pages say so."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from amanah.engines.instruments import answering, reading, services
from amanah.engines.instruments.definition import Instrument, Question
from amanah.engines.instruments.models import WORDS, Sheet
from amanah.foundation.organisation.desk.fields import DayField, UnitField
from amanah.kernel import clock


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class AnswerForm(forms.Form):
    """One answer in one column. Counts take the place of the percentage that they make."""

    use_required_attribute = False

    def __init__(self, instrument: Instrument, question: Question, *args: Any, answer: Any = None, reason: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        counts = answer if isinstance(answer, Mapping) else {}
        if question.kind != "pair":
            self.fields["answer"] = _answer_field(question, "" if counts else answer)
        for name in question.formula.counts if question.formula else ():
            self.fields[f"count_{name}"] = forms.CharField(
                label=answering.count_title(instrument, name),
                required=False,
                max_length=15,
                initial=counts.get(name, ""),
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            )
        self.fields["reason"] = forms.CharField(
            label=_("Penjelasan"), required=False, max_length=WORDS, initial=reason, widget=_area(2), strip=True
        )
        for field in self.fields.values():
            field.quiet = True  # type: ignore[attr-defined]  # everything may be left empty here

    def clean(self) -> dict[str, Any]:
        """The answer as it is kept."""
        said: dict[str, Any] = super().clean() or {}
        counts = {name.removeprefix("count_"): text for name, text in said.items() if name.startswith("count_")}
        try:
            said["value"] = answering.read(self.question, said.get("answer") or "", counts)
        except answering.Unfit as refusal:
            first = next((f"count_{name}" for name, text in counts.items() if text), "")
            self.add_error(first or next(iter(self.fields)), str(refusal))
        return said


class NewForm(forms.Form):
    """A new sheet."""

    instrument = forms.ChoiceField(label=gettext_lazy("Instrumen"))
    unit = UnitField(label=gettext_lazy("Unit yang dinilai"))
    period_from = DayField(label=gettext_lazy("Periode mulai"))
    period_to = DayField(label=gettext_lazy("Periode sampai"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["instrument"]
        if isinstance(field, forms.ChoiceField):
            language = get_language() or "id"
            field.choices = [(key, one.title.get(language)) for key, one in reading.instruments().items()]
        year = clock.today().year
        self.fields["period_from"].initial, self.fields["period_to"].initial = f"{year}-01-01", f"{year}-12-31"


class RoundForm(forms.Form):
    """The period of the next round."""

    period_from = DayField(label=gettext_lazy("Periode mulai"))
    period_to = DayField(label=gettext_lazy("Periode sampai"))


class TextForm(forms.Form):
    """Words that may be left out."""

    text = forms.CharField(label=gettext_lazy("Keterangan"), max_length=WORDS, required=False, widget=_area(4))


class WordsForm(forms.Form):
    """Words that are needed."""

    text = forms.CharField(label=gettext_lazy("Uraian"), max_length=WORDS, widget=_area(4))


class VerdictForm(forms.Form):
    """What the evaluator outside decided."""

    verdict = forms.ChoiceField(label=gettext_lazy("Putusan"))
    on = DayField(label=gettext_lazy("Tanggal putusan"))
    total = forms.DecimalField(
        label=gettext_lazy("Nilai menurut surat putusan"),
        required=False,
        min_value=0,
        max_digits=7,
        decimal_places=2,
        localize=True,
        help_text=gettext_lazy("Nilai kolom ketiga tetap dihitung dari jawabannya; keduanya tampak berdampingan."),
    )
    text = forms.CharField(label=gettext_lazy("Surat putusan dan catatannya"), max_length=WORDS, widget=_area(4))

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = {one.key: f"{one.key} – {one.title.get(get_language() or 'id')}" for one in sheet.definition.predicates}
        field = self.fields["verdict"]
        if isinstance(field, forms.ChoiceField):
            nothing = {services.NOTHING: _("Tidak ada yang diberikan")}
            field.choices = [(key, {**titles, **nothing}.get(key, key)) for key in services.verdicts(sheet.definition)]


def _answer_field(question: Question, answer: Any) -> forms.Field:
    label = _("Persentase, bila jumlahnya tidak diisi") if question.formula else _("Jawaban butir ini")
    initial = "" if answer is None else answer
    if question.scale or question.kind == "level":
        known = list(question.scale.answers) if question.scale else [str(n) for n in range(1, int(question.highest) + 1)]
        return forms.ChoiceField(
            label=label,
            required=False,
            choices=[("", _("belum dijawab")), *((one, answering.titled(question, one)) for one in known)],
            initial=initial,
        )
    hint = _("Angka 0 sampai %(highest)s.") % {"highest": f"{question.highest.normalize():f}"}
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=20, initial=initial, help_text=hint, widget=widget)
