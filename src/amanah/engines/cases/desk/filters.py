"""The list's filters: from an address, as a form, and as a sentence one can read."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dateformat import format as in_words
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.cases import registry
from amanah.engines.cases.declare import CaseKind
from amanah.engines.cases.queries import Filters
from amanah.foundation.access.viewer import Viewer

STATUS = {"open": gettext_lazy("masih terbuka"), "closed": gettext_lazy("sudah ditutup")}
ASSIGNEE = {"me": gettext_lazy("saya tangani"), "nobody": gettext_lazy("belum ada yang menangani")}
URGENCY = {
    "overdue": gettext_lazy("melewati tenggat"),
    "soon": gettext_lazy("segera jatuh tempo"),
    "week": gettext_lazy("jatuh tempo sampai akhir minggu ini"),
}
CODED = ("state", "topic", "route", "outcome")
"""Filters whose value is "<kind>.<code>": a code means something within its kind only."""


class FilterForm(forms.Form):
    """What the list can be narrowed to. Choices are the codes of the kinds that the viewer works with."""

    status = forms.ChoiceField(label=gettext_lazy("Terbuka atau ditutup"), required=False)
    assignee = forms.ChoiceField(label=gettext_lazy("Penangan"), required=False)
    urgency = forms.ChoiceField(label=gettext_lazy("Tenggat"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Jenis perkara"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("Status"), required=False)
    topic = forms.ChoiceField(label=gettext_lazy("Pokok masalah"), required=False)
    route = forms.ChoiceField(label=gettext_lazy("Jalur penanganan"), required=False)
    outcome = forms.ChoiceField(label=gettext_lazy("Hasil"), required=False)
    since = forms.DateField(label=gettext_lazy("Diterima sejak"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=gettext_lazy("Diterima sampai"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    number = forms.CharField(label=gettext_lazy("Nomor memuat"), required=False, max_length=14)

    def __init__(self, data: QueryDict, kinds: list[CaseKind]) -> None:
        super().__init__(data)
        for name, choices in {"status": STATUS, "assignee": ASSIGNEE, "urgency": URGENCY}.items():
            self._offer(name, list(choices.items()))
        self._offer("kind", [(kind.key, kind.title) for kind in kinds])
        for name in CODED:
            self._offer(name, _coded(kinds, name))
        if len(kinds) == 1:
            del self.fields["kind"]

    def _offer(self, name: str, choices: list[Any]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", "—"), *choices]


def kinds_of(viewer: Viewer) -> list[CaseKind]:
    """The kinds that the viewer's roles have to do with."""
    return [kind for kind in registry.kinds() if viewer.has_any(kind.staff_roles)]


def read(form: FilterForm) -> Filters:
    """The filters that the form holds; what is not valid narrows nothing, and the form says so."""
    form.is_valid()
    given = {name: value for name, value in form.cleaned_data.items() if value}
    filters = Filters(**{name: value for name, value in given.items() if name not in CODED})
    for name in CODED:
        if name in given:
            kind, _dot, code = given[name].partition(".")
            filters = replace(filters, **{"kind": kind, name: code})
    return filters


def sentence(form: FilterForm, query: QueryDict) -> list[dict[str, str]]:
    """Each filter in words, with the address of the list without it."""
    return [{"text": text, "url": _without(query, name)} for name, text in _words(form)]


def kept(query: QueryDict) -> str:
    """The filters of an address as a query string, without the place in the list."""
    chosen = query.copy()
    for name in [*chosen]:
        if name not in FilterForm.base_fields or not chosen[name]:
            del chosen[name]
    return chosen.urlencode()


def _words(form: FilterForm) -> Iterator[tuple[str, str]]:
    for name, value in form.cleaned_data.items():
        if not value:
            continue
        if name == "since":
            yield name, _("diterima sejak %(day)s") % {"day": in_words(value, "j F Y")}
        elif name == "until":
            yield name, _("diterima sampai %(day)s") % {"day": in_words(value, "j F Y")}
        elif name == "number":
            yield name, _("nomor memuat %(text)s") % {"text": value}
        else:
            yield name, _title(form.fields[name], value)


def _title(field: Any, value: str) -> str:
    flat = ((code, title) for entry in field.choices for code, title in (entry[1] if isinstance(entry[1], list) else [entry]))
    return next((str(title) for code, title in flat if code == value), value)


def _without(query: QueryDict, name: str) -> str:
    rest = query.copy()
    rest.pop(name, None)
    return "?" + kept(rest)


def _coded(kinds: list[CaseKind], name: str) -> list[Any]:
    groups = [(kind.title, [(f"{kind.key}.{code}", title) for code, title in _codes(kind, name)]) for kind in kinds]
    return groups[0][1] if len(groups) == 1 else groups


def _codes(kind: CaseKind, name: str) -> list[tuple[str, Any]]:
    if name == "state":
        return [(state.key, state.title) for state in kind.states]
    if name == "route":
        return [(code, title) for code, (title, _receiver) in kind.routes.items()]
    return list((kind.topics if name == "topic" else kind.outcomes).items())
