"""The list's filters: from an address, as a form, and as a sentence one can read."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.actions.declare import PRIORITIES, STATES
from amanah.engines.actions.queries import Filters

STATUS = {"open": gettext_lazy("masih terbuka"), "closed": gettext_lazy("sudah ditutup")}
ROLE = {
    "owner": gettext_lazy("tanggung jawab saya atau unit saya"),
    "verifier": gettext_lazy("saya verifikasi"),
    "assigner": gettext_lazy("saya tugaskan"),
}
URGENCY = {
    "overdue": gettext_lazy("melewati tenggat"),
    "soon": gettext_lazy("segera jatuh tempo"),
    "week": gettext_lazy("jatuh tempo sampai akhir minggu ini"),
}


def _offer(label: Any, titles: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", "—"), *titles.items()])


class FilterForm(forms.Form):
    """What the list can be narrowed to."""

    status = _offer(gettext_lazy("Terbuka atau ditutup"), STATUS)
    role = _offer(gettext_lazy("Bagian saya"), ROLE)
    urgency = _offer(gettext_lazy("Tenggat"), URGENCY)
    state = _offer(gettext_lazy("Status"), {key: state.title for key, state in STATES.items()})
    priority = _offer(gettext_lazy("Prioritas"), PRIORITIES)
    unit = forms.CharField(label=gettext_lazy("Unit memuat"), required=False, max_length=60)
    number = forms.CharField(label=gettext_lazy("Nomor memuat"), required=False, max_length=14)


def read(form: FilterForm) -> Filters:
    """The filters that the form holds; what is not valid narrows nothing, and the form says so."""
    form.is_valid()
    return Filters(**{name: value for name, value in form.cleaned_data.items() if value})


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
        if name == "unit":
            yield name, _("unit memuat %(text)s") % {"text": value}
        elif name == "number":
            yield name, _("nomor memuat %(text)s") % {"text": value}
        else:
            field: Any = form.fields[name]
            yield name, str(dict(field.choices)[value])


def _without(query: QueryDict, name: str) -> str:
    rest = query.copy()
    rest.pop(name, None)
    return "?" + kept(rest)
