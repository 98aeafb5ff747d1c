"""What people write about an action. Everything here is kept in clear."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.actions import services
from amanah.engines.actions.declare import PRIORITIES
from amanah.engines.actions.models import EVIDENCE, TITLE, WORDS, Action
from amanah.engines.actions.refusals import Refused
from amanah.engines.actions.services import PartPlan
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.desk.fields import DayField, PersonField, UnitField

PARTS = (1, 2, 3)
"""How many other units one form asks for."""


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ActionForm(forms.Form):
    """A new action. A room that opens one from a sealed record sets `neutral`, and the fields say what must not stand in them."""

    title = forms.CharField(label=gettext_lazy("Apa yang harus dilakukan?"), max_length=TITLE)
    description = forms.CharField(label=gettext_lazy("Penjelasan"), max_length=WORDS, required=False, widget=_area(5))
    unit = UnitField(label=gettext_lazy("Unit penanggung jawab"))
    owner = PersonField(
        label=gettext_lazy("Orang yang bertanggung jawab"),
        required=False,
        help_text=gettext_lazy("NIP, nomor lain, atau nama. Kosongkan bila pemimpin unit yang bertanggung jawab."),
    )
    verifier = PersonField(
        label=gettext_lazy("Pemverifikasi"), help_text=gettext_lazy("NIP, nomor lain, atau nama. Harus orang lain dari yang mengerjakan.")
    )
    due_on = DayField(
        label=gettext_lazy("Tenggat"),
        required=False,
        help_text=gettext_lazy("Kosongkan bila tenggatnya mengikuti aturan tindak lanjut dalam buku aturan."),
    )
    priority = forms.ChoiceField(label=gettext_lazy("Prioritas"), choices=list(PRIORITIES.items()), initial="ordinary")

    def __init__(self, *args: Any, neutral: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if neutral:
            self.fields["to_head"] = forms.BooleanField(
                label=_("Boleh diterima pemimpin unit walaupun ia atasan orang yang dilaporkan"),
                required=False,
                help_text=_(
                    "Ia tidak melihat asal tindak lanjut ini. Orang yang disebut dalam laporan tetap tidak dapat menerimanya. Centang "
                    "hanya bila Anda yakin ia tidak terlibat."
                ),
            )
            warning = gettext_lazy(
                "Tulislah dengan kata netral: tanpa nama, tanpa isi laporan, tanpa hal yang menunjuk pelapor. Kata ini tidak disegel."
            )
            self.fields["title"].help_text = self.fields["description"].help_text = warning
        for n in PARTS:
            self.fields[f"part_unit_{n}"] = UnitField(label=_("Unit lain %(n)d") % {"n": n}, required=False)
            self.fields[f"part_task_{n}"] = forms.CharField(label=_("Bagian unit lain %(n)d") % {"n": n}, max_length=TITLE, required=False)

    @property
    def own(self) -> list[Any]:
        """The fields of the action itself."""
        return [self[name] for name in self.fields if not name.startswith("part_")]

    @property
    def shared(self) -> list[Any]:
        """The fields of what other units owe."""
        return [self[name] for name in self.fields if name.startswith("part_")]

    def clean(self) -> dict[str, Any]:
        """A part names both its unit and its task."""
        values: dict[str, Any] = super().clean() or {}
        for n in PARTS:
            unit, task = f"part_unit_{n}", f"part_task_{n}"
            if values.get(task) and not values.get(unit) and unit not in self.errors:
                self.add_error(unit, ValidationError(_("Sebutkan unit yang mengerjakan bagian ini.")))
            if values.get(unit) and not values.get(task):
                self.add_error(task, ValidationError(_("Tuliskan apa yang menjadi bagian unit ini.")))
        return values

    def give(self, viewer: Viewer, *, source: str = "") -> Action | None:
        """Open the action; where the engine refuses, the form says why and None is answered. The form must be valid."""
        values = self.cleaned_data
        parts = [PartPlan(values[f"part_unit_{n}"], values[f"part_task_{n}"]) for n in PARTS if values.get(f"part_unit_{n}")]
        try:
            return services.open_action(
                title=values["title"],
                description=values["description"],
                unit=values["unit"],
                owner=values["owner"],
                verifier=values["verifier"],
                due_on=values["due_on"],
                priority=values["priority"],
                parts=parts,
                source=source,
                to_head=bool(source) and values.get("to_head", False),
                viewer=viewer,
            )
        except Refused as refusal:
            fields = {"due": "due_on", "nobody": "owner", "verifier": "verifier", "words": "title"}
            self.add_error(fields.get(refusal.code), str(refusal))
            return None


class WordsForm(forms.Form):
    """Words that go into the timeline."""

    text = forms.CharField(label=gettext_lazy("Uraian"), max_length=WORDS, widget=_area(5))


class ReasonForm(forms.Form):
    """Why."""

    text = forms.CharField(label=gettext_lazy("Alasan"), max_length=WORDS, widget=_area(4))


class DoneForm(WordsForm):
    """What was done, and where the proof is."""

    evidence = forms.CharField(
        label=gettext_lazy("Bukti"),
        max_length=EVIDENCE,
        required=False,
        help_text=gettext_lazy("Nomor surat, nama dokumen, atau alamat tempat bukti disimpan. Berkasnya sendiri tidak diunggah di sini."),
    )


class ProgressForm(DoneForm):
    """How far it is."""

    progress = forms.IntegerField(label=gettext_lazy("Kemajuan (%)"), min_value=0, max_value=100, required=False)


class ExtendForm(ReasonForm):
    """A later day."""

    due_on = DayField(label=gettext_lazy("Tenggat baru"))
    field_order = ("due_on", "text")


class AppointForm(ReasonForm):
    """Other people."""

    owner = PersonField(label=gettext_lazy("Penanggung jawab baru"), required=False)
    verifier = PersonField(label=gettext_lazy("Pemverifikasi baru"), required=False)
    field_order = ("owner", "verifier", "text")
