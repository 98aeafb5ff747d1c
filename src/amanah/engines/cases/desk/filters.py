"""What the list of cases can be narrowed to."""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dateformat import format as in_words
from django.utils.translation import gettext_lazy

from amanah.engines.cases import registry
from amanah.engines.cases.declare import CaseKind
from amanah.engines.cases.queries import Filters
from amanah.engines.narrowing import NarrowForm
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


class FilterForm(NarrowForm):
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
    said = {
        "since": gettext_lazy("diterima sejak %(text)s"),
        "until": gettext_lazy("diterima sampai %(text)s"),
        "number": gettext_lazy("nomor memuat %(text)s"),
    }

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

    def worded(self, name: str, value: Any) -> str:
        """A day is written out."""
        return super().worded(name, in_words(value, "j F Y") if name in {"since", "until"} else value)

    def filters(self) -> Filters:
        """What is chosen, with the kind that a code belongs to."""
        given = self.chosen()
        found = Filters(**{name: value for name, value in given.items() if name not in CODED})
        for name in CODED:
            if name in given:
                kind, _dot, code = given[name].partition(".")
                found = replace(found, **{"kind": kind, name: code})
        return found


def kinds_of(viewer: Viewer) -> list[CaseKind]:
    """The kinds that the viewer's roles have to do with."""
    return [kind for kind in registry.kinds() if viewer.has_any(kind.staff_roles)]


def _coded(kinds: list[CaseKind], name: str) -> list[Any]:
    groups = [(kind.title, [(f"{kind.key}.{code}", title) for code, title in _codes(kind, name)]) for kind in kinds]
    return groups[0][1] if len(groups) == 1 else groups


def _codes(kind: CaseKind, name: str) -> list[tuple[str, Any]]:
    if name == "state":
        return [(state.key, state.title) for state in kind.states]
    if name == "route":
        return [(code, title) for code, (title, _receiver) in kind.routes.items()]
    return list((kind.topics if name == "topic" else kind.outcomes).items())
