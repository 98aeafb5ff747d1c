"""What people write about measures and their readings. Everything here is kept in clear."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines import measures as sources
from amanah.engines.narrowing import NarrowForm, offer
from amanah.engines.risks.indicators import periods
from amanah.foundation.organisation.desk.fields import DayField, PersonField
from amanah.kernel import clock
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.objectives import declare
from amanah.rooms.antibribery.objectives.desk.forms import CLEAR, ClauseForm, figure, words
from amanah.rooms.antibribery.objectives.models import PLACE, TITLE, UNIT, Measure
from amanah.rooms.antibribery.objectives.services import Bounds, Watch


class MeasureFilterForm(NarrowForm):
    """What the list of measures can be narrowed to."""

    state = offer(gettext_lazy("Status"), declare.MEASURE_STATES)
    colour = offer(gettext_lazy("Pembacaan terakhir"), declare.COLOURS)
    scope = forms.CharField(label=gettext_lazy("Ruang lingkup memuat"), required=False, max_length=60)
    text = forms.CharField(label=gettext_lazy("Judul atau nomor memuat"), required=False, max_length=60)
    said = {"scope": gettext_lazy("ruang lingkup memuat %(text)s"), "text": gettext_lazy("judul atau nomor memuat %(text)s")}


class WatchForm(ClauseForm):
    """What is watched."""

    title = forms.CharField(label=gettext_lazy("Apa yang dipantau?"), max_length=TITLE, help_text=CLEAR)
    what = words(
        gettext_lazy("Mengapa ini dipantau?"), 2, help_text=gettext_lazy("Pengendalian, proses, atau sasaran apa yang terlihat darinya.")
    )
    method = words(
        gettext_lazy("Bagaimana diukur?"), 2, help_text=gettext_lazy("Dari catatan mana, apa yang dihitung, dan apa yang tidak.")
    )
    frequency = forms.ChoiceField(label=gettext_lazy("Seberapa sering"), choices=list(declare.FREQUENCIES.items()), initial="quarterly")
    form = forms.ChoiceField(
        label=gettext_lazy("Bentuk angkanya"),
        choices=list(declare.FORMS.items()),
        widget=forms.RadioSelect,
        required=False,
        initial="share",
    )
    unit_word = forms.CharField(
        label=gettext_lazy("Satuannya"), max_length=UNIT, required=False, help_text=gettext_lazy("Bila bukan bagian, misalnya: hari kerja.")
    )
    direction = forms.ChoiceField(
        label=gettext_lazy("Arah"), choices=list(declare.DIRECTIONS.items()), widget=forms.RadioSelect, required=False, initial="up"
    )
    green = figure(gettext_lazy("Hijau sejak"))
    amber = figure(gettext_lazy("Kuning sejak"), help_text=gettext_lazy("Yang lebih buruk daripada ini merah."))
    why = words(gettext_lazy("Mengapa batasnya di sana?"), 2)
    measurer = PersonField(
        label=gettext_lazy("Siapa yang mengukur"), required=False, help_text=gettext_lazy("Kosongkan bila dihitung sendiri oleh Amanah.")
    )
    analyst = PersonField(label=gettext_lazy("Siapa yang menganalisis"))
    analyse_days = forms.IntegerField(
        label=gettext_lazy("Dianalisis dalam berapa hari kerja"),
        min_value=1,
        max_value=250,
        required=False,
        help_text=gettext_lazy("Kosongkan bila mengikuti buku aturan."),
    )
    told_to = forms.CharField(label=gettext_lazy("Kepada siapa dan bagaimana dilaporkan"), max_length=PLACE)
    starts_on = DayField(label=gettext_lazy("Dipantau sejak"))

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        live = [(one.key, f"{one.title} – {one.says}") for one in sources.sources().values()]
        self.fields["source"] = forms.ChoiceField(
            label=_("Dari mana angkanya"),
            choices=[("", _("Dibaca orang")), *live],
            required=False,
            widget=forms.RadioSelect,
            initial="",
            help_text=_("Yang dihitung sendiri selalu berupa bagian dalam persen, dengan arah yang sudah ditentukan."),
        )
        self.offer_clauses(scope, _("Klausul"))
        self.order_fields(("title", "what", "source", "method", "frequency"))

    @property
    def watch(self) -> Watch:
        """What was said, for the verb."""
        said = dict(self.cleaned_data)
        said["form"], said["direction"] = said["form"] or declare.NUMBER, said["direction"] or "up"
        return Watch(**said)


class BoundsForm(forms.Form):
    """Thresholds and people from now on."""

    green = figure(gettext_lazy("Hijau sejak"))
    amber = figure(gettext_lazy("Kuning sejak"), help_text=gettext_lazy("Yang lebih buruk daripada ini merah."))
    measurer = PersonField(
        label=gettext_lazy("Siapa yang mengukur"), required=False, help_text=gettext_lazy("Kosongkan bila dihitung sendiri oleh Amanah.")
    )
    analyst = PersonField(label=gettext_lazy("Siapa yang menganalisis"))
    reason = words(gettext_lazy("Mengapa diubah?"), 2, help_text=gettext_lazy("Pembacaan lama tetap berwarna seperti pada harinya."))

    @classmethod
    def of(cls, one: Measure) -> dict[str, Any]:
        """As it is."""
        people = {"analyst": one.analyst, "measurer": one.measurer}
        named = {key: (person.nip or person.other_number) if person is not None else "" for key, person in people.items()}
        return {"green": one.green.normalize(), "amber": one.amber.normalize(), **named}

    @property
    def bounds(self) -> Bounds:
        """What was said, for the verb."""
        return Bounds(**{key: value for key, value in self.cleaned_data.items() if key != "reason"})


class ReadForm(forms.Form):
    """What was read."""

    note = words(
        gettext_lazy("Catatan"), 2, required=False, help_text=gettext_lazy("Wajib bila masa ini sudah pernah dibaca: mengapa dibaca ulang?")
    )

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ended: list[tuple[str, str]] = []
        period = periods.before(periods.containing(clock.today(), measure.frequency), measure.frequency)
        while period >= measure.first and len(ended) < 12:  # noqa: PLR2004 - as many as a list shows; what is older is no news
            ended.append((period.last.isoformat(), periods.label(period, measure.frequency)))
            period = periods.before(period, measure.frequency)
        self.fields["day"] = forms.TypedChoiceField(label=_("Masa ukur"), choices=ended, coerce=date.fromisoformat)
        if measure.form == declare.SHARE:
            self.fields["numerator"] = figure(_("Berapa"), help_text=_("Yang memenuhi."))
            self.fields["denominator"] = figure(_("Dari berapa"), help_text=_("Semua yang dihitung."))
        else:
            self.fields["numerator"] = figure(_("Nilai dalam %(unit)s") % {"unit": measure.unit_word})
        self.order_fields(("day", "numerator", "denominator", "note"))


class AnalyseForm(forms.Form):
    """What a reading means."""

    text = words(gettext_lazy("Apa artinya?"), 4, help_text=CLEAR)
    follows = words(
        gettext_lazy("Apa yang menyusul?"),
        3,
        required=False,
        help_text=gettext_lazy("Wajib bila merah: tindakan apa, ketidaksesuaian mana, atau mengapa tidak perlu."),
    )
