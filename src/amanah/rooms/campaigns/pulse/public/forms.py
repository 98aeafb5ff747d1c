"""The one page of a pulse as a form."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from amanah.rooms.campaigns.pulse.models import Wave
from amanah.rooms.campaigns.pulse.protecting import REST


class SheetForm(forms.Form):
    """The questions of a wave, each of which may be left out, and the coarse group, which may be left out too."""

    def __init__(self, *args: Any, wave: Wave, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "id"
        self.keys = [one.key for one in wave.questions]
        for one in wave.questions:
            choices = [(choice.key, choice.text.get(language)) for choice in one.choices]
            self.fields[one.key] = _choice(one.text.get(language), choices)
        if wave.groups:
            groups = [(one["key"], one["name"]) for one in wave.groups]
            self.fields["group"] = _choice(_("Anda bekerja di bagian mana?"), [*groups, (REST, _("Tidak saya sebutkan"))])
            self.fields["group"].initial = REST
            self.fields["group"].help_text = _("Boleh tidak disebutkan. Bagian dengan sedikit jawaban digabung sebelum ditampilkan.")

    def answers(self) -> dict[str, str]:
        """Question → choice."""
        return {key: self.cleaned_data[key] for key in self.keys if self.cleaned_data[key]}


def _choice(label: Any, choices: list[tuple[str, Any]]) -> Any:
    field: Any = forms.ChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Pilih salah satu jawaban yang tersedia.")},
    )
    field.quiet = True  # every question may be left out; the page says so once
    return field
