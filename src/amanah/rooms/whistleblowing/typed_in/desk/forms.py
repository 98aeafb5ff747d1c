"""Everything that the report's own pages ask, on one page: whoever types it in reads the questions out."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.intake.fields import FilesForm, LongText, ShortText
from amanah.engines.reports.report import ANONYMOUS
from amanah.foundation.organisation import queries as organisation
from amanah.rooms.whistleblowing.intake.forms import DetailsForm, IdentityForm, ModeForm, RecipientForm, ShieldForm, StoryForm, TopicForm
from amanah.rooms.whistleblowing.typed_in.ways import WAYS

IDENTITY = ("name", "contact", "note")
OWN = ("way", "came_on", "wants_receipt", "attached")
"""Fields that are no answers of the report."""

GROUPS = (
    (_("Cara laporan masuk"), ("way", "came_on")),
    (_("Yang dilaporkan"), ("topic", "what", "who", "unit", "place", "when", "where", "how", "known", "amount")),
    (_("Yang tidak boleh melihat"), ("exclude",)),
    (_("Orang yang melapor"), ("mode", *IDENTITY)),
    (_("Penerima dan tanda terima"), ("route", "wants_receipt")),
    (_("Surat, surel, atau berkas lain"), ("attached",)),
)


class TypedForm(FilesForm, RecipientForm, IdentityForm, ModeForm, ShieldForm, DetailsForm, StoryForm, TopicForm):
    """The report as it was told."""

    way = forms.ChoiceField(
        label=_("Bagaimana laporan ini sampai kepada Anda?"), choices=WAYS, error_messages={"required": _("Pilih cara laporan ini masuk.")}
    )
    came_on = ShortText(
        label=_("Kapan?"), help_text=_("Tanggal surat atau pembicaraan. Ikut tersegel; tenggat dihitung sejak disimpan."), required=False
    )
    unit = forms.ChoiceField(
        label=_("Unit tempat kejadian"),
        help_text=_("Bila diketahui, laporan ini tertutup bagi semua yang bekerja di sana dan para atasannya."),
        required=False,
    )
    place = LongText(label=_("Atau tempatnya dengan kata-kata orang itu"), required=False, rows=2)
    wants_receipt = forms.BooleanField(
        label=_("Orang itu ingin tanda terima"),
        help_text=_(
            "Delapan kata dan sembilan angka: satu-satunya jalan baginya membaca jawaban. Hilangkan centang bila ia tidak menginginkannya."
        ),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, with_top=False, **kwargs)
        units = organisation.open_units()
        above = organisation.path_names(units)
        named = sorted((" › ".join([*above[unit.pk], unit.name]), str(unit.pk)) for unit in units)
        self.fields["unit"].choices = [("", _("Tidak diketahui")), *((key, name) for name, key in named)]  # type: ignore[attr-defined]
        self.fields["topic"].label = _("Pokok laporan")
        self.fields["mode"].label = _("Cara melapor")
        self.fields["route"].label = _("Penerima")
        self.fields["name"].required = False
        self.fields["name"].label = _("Namanya")
        self.fields["contact"].label = _("Cara menghubunginya")
        self.fields["note"].label = _("Pesan tentang menghubunginya")
        self.fields["attached"].help_text = _(
            "Foto surat atau berkas surel. Berkas surel dan tangkapan layar memuat alamat atau nomor pengirimnya: "
            "lampirkan hanya bila ia setuju dikenal penangan perkara."
        )

    def clean(self) -> dict[str, Any]:
        """A name where one is to be shown, none where nobody may know it."""
        cleaned = super().clean() or {}
        if cleaned.get("mode") == ANONYMOUS:
            cleaned |= dict.fromkeys(IDENTITY, "")
        elif cleaned.get("mode") and not cleaned.get("name"):
            self.add_error("name", _("Tulis namanya, atau pilih anonim."))
        return cleaned

    @property
    def groups(self) -> list[tuple[Any, list[BoundField]]]:
        """The fields under their headings."""
        return [(title, [self[name] for name in names]) for title, names in GROUPS]

    def answers(self) -> dict[str, str]:
        """The answers by the names that the report's own pages use. Call after `is_valid`."""
        return {name: str(value) for name, value in self.cleaned_data.items() if name not in OWN}

    def rows(self) -> list[tuple[Any, str]]:
        """What was written, as (label, words), for the page on which it is read before it is sealed. Call after `is_valid`."""
        return [(self.fields[name].label, words) for _title, names in GROUPS for name in names if (words := self._words(name))]

    def _words(self, name: str) -> str:
        value, control = self.cleaned_data.get(name), self.fields[name]
        if isinstance(control, forms.ChoiceField):
            titles: dict[str, Any] = dict(control.choices)  # type: ignore[arg-type]  # pairs, all of ours
            return str(titles.get(value or "", "")).partition('<span class="hint">')[0]
        return value if isinstance(value, str) else ""
