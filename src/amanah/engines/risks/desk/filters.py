"""The register's filters: from an address, as a form, and as a sentence one can read."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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


def _offer(label: Any, titles: Mapping[str, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", "—"), *titles.items()])


class FilterForm(forms.Form):
    """What the register, and every picture of it, can be narrowed to."""

    kind = _offer(gettext_lazy("Jenis risiko"), KINDS)
    unit = forms.CharField(label=gettext_lazy("Kode unit, atau nama memuat"), required=False, max_length=60)
    process = forms.CharField(label=gettext_lazy("Proses memuat"), required=False, max_length=60)
    level = _offer(gettext_lazy("Tingkat"), {})
    state = forms.ChoiceField(label=gettext_lazy("Status"), required=False, choices=[("", gettext_lazy("belum ditutup")), *STATE.items()])
    beyond = _offer(gettext_lazy("Selera risiko"), BEYOND)
    flagged = _offer(gettext_lazy("Tanda"), FLAGGED)
    graver = _offer(gettext_lazy("Golongan risiko suap"), GRAVER)
    review = _offer(gettext_lazy("Tinjauan"), REVIEW)
    words = forms.CharField(label=gettext_lazy("Peristiwa memuat, atau nomor"), required=False, max_length=60)
    stage = forms.ChoiceField(required=False, choices=[("", ""), *STAGES.items()], widget=forms.HiddenInput)
    likelihood = forms.IntegerField(required=False, min_value=1, max_value=MOST_STEPS, widget=forms.HiddenInput)
    impact = forms.IntegerField(required=False, min_value=1, max_value=MOST_STEPS, widget=forms.HiddenInput)
    edition = forms.RegexField("[0-9a-f]{64}", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, without: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        level: Any = self.fields["level"]
        level.choices = [("", "—"), *((one.key, one.title) for one in matrices.levels(in_force()))]
        for name in without:
            del self.fields[name]


def read(form: FilterForm) -> Filters:
    """The filters that the form holds; what is not valid narrows nothing, and the form says so."""
    form.is_valid()
    return Filters(**{name: value == "1" if name in {"beyond", "flagged", "graver"} else value for name, value in _chosen(form)})


def sentence(form: FilterForm, query: QueryDict) -> list[dict[str, str]]:
    """Each filter in words, with the address of the page without it."""
    return [{"text": text, "url": "?" + kept(query, without=names)} for names, text in _words(form)]


def kept(query: QueryDict, *, without: Iterable[str] = ()) -> str:
    """The filters of an address as a query string, without the place in the list and without those named."""
    chosen = query.copy()
    for name in [*chosen]:
        if name not in FilterForm.base_fields or not chosen[name] or name in without:
            del chosen[name]
    return chosen.urlencode()


def _chosen(form: FilterForm) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in form.cleaned_data.items() if value]


def _words(form: FilterForm) -> Iterator[tuple[tuple[str, ...], str]]:
    chosen = dict(_chosen(form))
    said = {
        "unit": _("unit %(text)s"),
        "process": _("proses memuat %(text)s"),
        "words": _("peristiwa atau nomor memuat %(text)s"),
    }
    for name, value in chosen.items():
        if name in said:
            yield (name,), said[name] % {"text": value}
        elif name == "level":
            yield (name,), _("tingkat %(level)s") % {"level": dict(form.fields[name].choices)[value].lower()}  # type: ignore[attr-defined]
        elif name == "edition":
            criteria = matrices.of(value)
            yield (name,), _("dinilai dengan %(criteria)s") % {"criteria": f"{matrices.said(criteria.title)} ({criteria.edition})"}
        elif name not in FIELD:
            yield (name,), str(dict(form.fields[name].choices)[value]).lower()  # type: ignore[attr-defined]
    if all(name in chosen for name in FIELD):
        place = {"stage": STAGES[chosen["stage"]], "likelihood": chosen["likelihood"], "impact": chosen["impact"]}
        yield FIELD, _("%(stage)s pada kemungkinan %(likelihood)d, dampak %(impact)d") % place
