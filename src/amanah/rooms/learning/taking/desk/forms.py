"""What is asked when somebody of a business associate is invited."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from amanah.engines.narrowing import NarrowForm, offer
from amanah.foundation.organisation.desk.fields import UnitField
from amanah.rooms.learning.courses.reading import courses
from amanah.rooms.learning.models import TITLE


def _offered() -> list[tuple[str, str]]:
    return [(one.id, one.title.get(get_language() or "id")) for one in courses().values()]


class FilterForm(NarrowForm):
    """What the list of associates can be narrowed to."""

    course = forms.ChoiceField(label=_("Kursus"), required=False)
    state = offer(
        _("Keadaan"),
        {
            "trained": _("Selesai"),
            "inside": _("Sedang belajar"),
            "invited": _("Belum mulai"),
            "expired": _("Undangan berakhir"),
            "revoked": _("Undangan dicabut"),
        },
    )
    text = forms.CharField(label=_("Nama atau lembaga memuat"), required=False, max_length=60)
    said = {"text": _("nama atau lembaga memuat %(text)s")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["course"]
        field.choices = [("", "—"), *_offered()]


class InviteForm(forms.Form):
    """One person, one course, one unit that answers for it."""

    name = forms.CharField(label=_("Nama"), max_length=150)
    organisation = forms.CharField(label=_("Lembaga atau perusahaan"), max_length=TITLE)
    email = forms.EmailField(
        label=_("Surel"), required=False, help_text=_("Hanya untuk catatan Anda; Amanah tidak mengirim apa pun ke sana.")
    )
    course = forms.ChoiceField(label=_("Kursus"))
    unit = UnitField(label=_("Unit yang mengundang"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["course"]
        field.choices = _offered()
