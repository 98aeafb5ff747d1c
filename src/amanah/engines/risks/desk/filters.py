"""What the register of risks, and every picture of it, can be narrowed to."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.narrowing import NarrowForm, offer
from amanah.engines.risks.criteria import in_force
from amanah.engines.risks.declare import KINDS, STAGES, STATES
from amanah.engines.risks.desk import matrices
from amanah.engines.risks.desk.queries.lists import Filters

STATE: Final = {**STATES, "every": gettext_lazy("semua, juga yang ditutup")}
BEYOND: Final = {"1": gettext_lazy("di atas selera risiko")}
FLAGGED: Final = {"1": gettext_lazy("bertanda")}
GRAVER: Final = {"1": gettext_lazy("risiko suap di atas batas rendah")}
REVIEW: Final = {"overdue": gettext_lazy("tinjauan terlambat")}
FIELD: Final = ("stage", "likelihood", "impact")
"""Together one field of the map."""
MOST_STEPS: Final = 20
SWITCHES: Final = ("beyond", "flagged", "graver")


class FilterForm(NarrowForm):
    """What the register, and every picture of it, can be narrowed to."""

    kind = offer(gettext_lazy("Jenis risiko"), KINDS)
    unit = forms.CharField(label=gettext_lazy("Kode unit, atau nama memuat"), required=False, max_length=60)
    process = forms.CharField(label=gettext_lazy("Proses memuat"), required=False, max_length=60)
    level = offer(gettext_lazy("Tingkat"), {})
    state = forms.ChoiceField(label=gettext_lazy("Status"), required=False, choices=[("", gettext_lazy("belum ditutup")), *STATE.items()])
    beyond = offer(gettext_lazy("Selera risiko"), BEYOND)
    flagged = offer(gettext_lazy("Tanda"), FLAGGED)
    graver = offer(gettext_lazy("Golongan risiko suap"), GRAVER)
    review = offer(gettext_lazy("Tinjauan"), REVIEW)
    words = forms.CharField(label=gettext_lazy("Peristiwa memuat, atau nomor"), required=False, max_length=60)
    stage = forms.ChoiceField(required=False, choices=[("", ""), *STAGES.items()], widget=forms.HiddenInput)
    likelihood = forms.IntegerField(required=False, min_value=1, max_value=MOST_STEPS, widget=forms.HiddenInput)
    impact = forms.IntegerField(required=False, min_value=1, max_value=MOST_STEPS, widget=forms.HiddenInput)
    edition = forms.RegexField("[0-9a-f]{64}", required=False, widget=forms.HiddenInput)
    said = {
        "unit": gettext_lazy("unit %(text)s"),
        "process": gettext_lazy("proses memuat %(text)s"),
        "words": gettext_lazy("peristiwa atau nomor memuat %(text)s"),
        "level": gettext_lazy("tingkat %(text)s"),
        "edition": gettext_lazy("dinilai dengan %(text)s"),
    }

    def __init__(self, *args: Any, without: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        level: Any = self.fields["level"]
        level.choices = [("", "—"), *((one.key, one.title) for one in matrices.levels(in_force()))]
        for name in without:
            del self.fields[name]

    def filters(self) -> Filters:
        """What is chosen, as the register takes it."""
        return Filters(**{name: value == "1" if name in SWITCHES else value for name, value in self.chosen().items()})

    def parts(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """A field of the map is one filter."""
        yield from ((names, text) for names, text in super().parts() if names[0] not in FIELD)
        chosen = self.chosen()
        if all(name in chosen for name in FIELD):
            place = {"stage": STAGES[chosen["stage"]], "likelihood": chosen["likelihood"], "impact": chosen["impact"]}
            yield FIELD, _("%(stage)s pada kemungkinan %(likelihood)d, dampak %(impact)d") % place

    def worded(self, name: str, value: Any) -> str:
        """Within a sentence; an edition by its title."""
        if name in FIELD:
            return ""
        if name == "edition":
            criteria = matrices.of(value)
            value = f"{matrices.said(criteria.title)} ({criteria.edition})"
        return super().worded(name, dict(self.fields[name].choices)[value].lower() if name == "level" else value)  # type: ignore[attr-defined]

    def titled(self, name: str, value: Any) -> str:
        """Within a sentence."""
        return super().titled(name, value).lower()
