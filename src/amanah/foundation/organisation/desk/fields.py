"""Form fields that find a unit or a person by what people know of them, with and without JavaScript."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.foundation.organisation import queries
from amanah.foundation.organisation.models import Person, Unit

_SHOWN = 6
PEOPLE = 40
"""The most people one field asks for, where nothing else is said."""


class UnitField(forms.CharField):
    """A unit, by its code or by words of its name. What fits several is answered with their codes."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Kode unit, atau kata-kata dari namanya."))
        super().__init__(max_length=200, **kwargs)
        self.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    def clean(self, value: Any) -> Unit | None:
        """The unit that is meant; None if the field was left empty and may be."""
        words = super().clean(value)
        if not words:
            return None
        exact = queries.open_units().filter(code__iexact=words).first()
        if exact is not None:
            return exact
        found = queries.search_units(words, _SHOWN + 1)
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("Tidak ada unit dengan kode atau nama itu."))
        raise ValidationError(_("Ada beberapa unit yang cocok. Pakai kodenya: %(units)s"), params={"units": _listed(found)})


class PersonField(forms.CharField):
    """A person, by NIP or other number or by name. What fits several is answered with their numbers."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("NIP, nomor lain, atau nama."))
        super().__init__(max_length=150, **kwargs)
        self.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    def clean(self, value: Any) -> Person | None:
        """The person who is meant; None if the field was left empty and may be."""
        words = super().clean(value)
        if not words:
            return None
        found = queries.search_people(words, _SHOWN + 1)
        numbered = [person for person in found if words.replace(" ", "").upper() in {person.nip, person.other_number}]
        if len(found) == 1 or len(numbered) == 1:
            return (numbered or found)[0]
        if not found:
            raise ValidationError(_("Tidak ada orang dengan nomor atau nama itu. Tambahkan dahulu."))
        raise ValidationError(_("Ada beberapa orang yang cocok. Pakai nomornya: %(people)s"), params={"people": _people(found)})


class PeopleField(forms.CharField):
    """Several people, one a line, each by number or name; `most` of them."""

    def __init__(self, *, most: int = PEOPLE, **kwargs: Any) -> None:
        self.most = most
        kwargs.setdefault("help_text", gettext_lazy("Satu orang tiap baris: NIP, nomor lain, atau nama."))
        super().__init__(widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}), **kwargs)

    def clean(self, value: Any) -> list[Person]:
        """The people who are meant, each once, in the order of the lines."""
        lines = [line for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > self.most:
            raise ValidationError(_("Paling banyak %(n)d orang."), params={"n": self.most})
        one = PersonField()
        people: dict[Any, Person] = {}
        problems: list[ValidationError] = []
        for line in lines:
            try:
                person = one.clean(line)
            except ValidationError as error:
                problems.append(ValidationError(f"{line.strip()[:60]}: {' '.join(error.messages)}"))
            else:
                people |= {person.pk: person} if person is not None else {}
        if problems:
            raise ValidationError(problems)
        return list(people.values())


class DayField(forms.DateField):
    """A day in the browser's own date control."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"], **kwargs
        )


def _listed(units: list[Unit]) -> str:
    return "; ".join(f"{unit.code} ({unit.name})" for unit in units[:_SHOWN]) + ("; …" if len(units) > _SHOWN else "")


def _people(people: list[Person]) -> str:
    return "; ".join(f"{person.nip or person.other_number} ({person.name})" for person in people[:_SHOWN]) + (
        "; …" if len(people) > _SHOWN else ""
    )
