"""What a list is narrowed to: from an address, as a form, and as a sentence that one can read and take back word by word."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _


def offer(label: Any, titles: Mapping[str, Any]) -> forms.ChoiceField:
    """A choice that may be left open."""
    return forms.ChoiceField(label=label, required=False, choices=[("", "—"), *titles.items()])


class NarrowForm(forms.Form):
    """A filter form. `said` holds what stands before the words of a free text."""

    said: Mapping[str, Any] = {}

    def chosen(self) -> dict[str, str]:
        """What is chosen; what is not valid narrows nothing, and the form says so."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def sentence(self, query: QueryDict) -> list[dict[str, str]]:
        """Each filter in words, with the address of the list without it."""
        found = []
        for name, value in self.chosen().items():
            field: Any = self.fields[name]
            text = (
                _("%(what)s memuat %(text)s") % {"what": self.said[name], "text": value}
                if name in self.said
                else dict(field.choices)[value]
            )
            rest = query.copy()
            rest.pop(name, None)
            found.append({"text": str(text), "url": f"?{self.kept(rest)}"})
        return found

    @classmethod
    def kept(cls, query: QueryDict) -> str:
        """The filters of an address as a query string, without the place in the list."""
        chosen = query.copy()
        for name in [*chosen]:
            if name not in cls.base_fields or not chosen[name]:
                del chosen[name]
        return chosen.urlencode()
