"""The list's filters: from an address, as a form, and as a sentence one can read."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.proofs.models import Kind
from amanah.engines.proofs.queries import STANDINGS, Filters


class FilterForm(forms.Form):
    """What the list can be narrowed to."""

    standing = forms.ChoiceField(
        label=gettext_lazy("Masa berlaku"), required=False, choices=[("", "—"), *((key, one.title) for key, one in STANDINGS.items())]
    )
    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), required=False, choices=[("", "—"), *Kind.choices])
    unit = forms.CharField(label=gettext_lazy("Unit memuat"), required=False, max_length=60)
    words = forms.CharField(
        label=gettext_lazy("Kata"), required=False, max_length=60, help_text=gettext_lazy("Dari judul, nomor, alamat, atau nama berkas.")
    )


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
        elif name == "words":
            yield name, _("memuat kata %(text)s") % {"text": value}
        else:
            field: Any = form.fields[name]
            yield name, str(dict(field.choices)[value]).lower()


def _without(query: QueryDict, name: str) -> str:
    rest = query.copy()
    rest.pop(name, None)
    return "?" + kept(rest)
