"""Fields that several forms of campaigns share: whom something is for, and values by their sets."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.foundation.organisation.desk.fields import UnitField
from amanah.foundation.organisation.models import Employment, Unit
from amanah.rooms.campaigns.audiences import AudiencePlan, plan_of
from amanah.rooms.campaigns.models import Audience

CLEAR = gettext_lazy("Teks ini tidak disegel: jangan menulis apa pun dari suatu laporan.")
MOST_UNITS = 40


def area(rows: int) -> forms.Textarea:
    """A field of several lines."""
    return forms.Textarea(attrs={"rows": rows})


def several(label: Any, choices: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    """Boxes of which any number may be ticked."""
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text)


class UnitsField(forms.CharField):
    """Several units, one on a line, each by its code or by words of its name."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Satu unit per baris: kode atau kata dari namanya. Kosong berarti seluruh instansi."))
        super().__init__(max_length=4000, required=False, widget=area(3), **kwargs)

    def clean(self, value: Any) -> list[Unit]:
        """The units, each once, in the order in which they were written."""
        lines = [line.strip() for line in (super().clean(value) or "").splitlines() if line.strip()]
        if len(lines) > MOST_UNITS:
            raise ValidationError(_("Paling banyak %(n)d unit. Pilih unit induknya."), params={"n": MOST_UNITS})
        one = UnitField()
        found = [one.clean(line) for line in lines]
        return list({unit.pk: unit for unit in found if unit is not None}.values())


class AudienceMixin(forms.Form):
    """Whom something is for."""

    units = UnitsField(label=gettext_lazy("Unit sasaran"))
    staff = forms.BooleanField(label=gettext_lazy("Pegawai"), required=False, initial=True)
    heads = forms.BooleanField(label=gettext_lazy("Hanya pimpinan unit"), required=False)
    post_words = forms.CharField(
        label=gettext_lazy("Jabatan memuat"), max_length=80, required=False, help_text=gettext_lazy("Misalnya: pengawas, loket, penguji.")
    )
    employment = several(gettext_lazy("Status kepegawaian"), Employment.choices, gettext_lazy("Tanpa pilihan berarti semua."))

    @property
    def audience(self) -> AudiencePlan:
        """What was said, as services take it."""
        said = self.cleaned_data
        return AudiencePlan(
            units=said["units"],
            staff=said.get("staff", True),
            heads=said["heads"],
            post_words=said["post_words"],
            employment=said["employment"],
            associates=said.get("associates", False),
            public=said.get("public", False),
        )


def said_of(audience: Audience) -> dict[str, Any]:
    """What an audience holds, as the fields show it."""
    plan = plan_of(audience)
    return {
        "units": "\n".join(unit.code for unit in plan.units),
        "staff": plan.staff,
        "heads": plan.heads,
        "post_words": plan.post_words,
        "employment": list(plan.employment),
        "associates": plan.associates,
        "public": plan.public,
    }
