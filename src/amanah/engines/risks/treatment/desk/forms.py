"""What people write about treatment. Everything here is kept in clear."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.actions.declare import PRIORITIES
from amanah.engines.actions.models import TITLE, WORDS
from amanah.engines.narrowing import NarrowForm
from amanah.engines.risks.declare import OPTIONS
from amanah.engines.risks.treatment.models import OUTPUT
from amanah.engines.risks.treatment.queries import Filters
from amanah.foundation.organisation.desk.fields import DayField, PersonField, UnitField

NEUTRAL = gettext_lazy("Tanpa isi laporan dan tanpa hal yang menunjuk pelapor. Kata ini tidak disegel.")
CHEAPEST, DEAREST = 0, 10**15


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class BudgetField(forms.CharField):
    """Whole rupiah as people write them: "25.000.000" or "Rp25.000.000"."""

    def clean(self, value: Any) -> int | None:
        """The amount; None if the field was left empty."""
        words = super().clean(value).replace(" ", "").removeprefix("Rp").removesuffix(",-").replace(".", "")
        if not words:
            return None
        if not (words.isascii() and words.isdigit()) or not CHEAPEST <= int(words) <= DEAREST:
            raise ValidationError(_("Tulislah jumlah rupiah tanpa sen, misalnya 25.000.000."))
        return int(words)


class DecideForm(forms.Form):
    """How a risk is treated, and why."""

    option = forms.ChoiceField(label=gettext_lazy("Cara menangani"), choices=list(OPTIONS.items()), widget=forms.RadioSelect)
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=WORDS, widget=_area(4), help_text=NEUTRAL)


class MeasureForm(forms.Form):
    """One measure of a plan."""

    title = forms.CharField(label=gettext_lazy("Apa yang akan dilakukan?"), max_length=TITLE, help_text=NEUTRAL)
    output = forms.CharField(
        label=gettext_lazy("Keluaran"), max_length=OUTPUT, help_text=gettext_lazy("Apa yang ada sesudah tindakan ini selesai?")
    )
    description = forms.CharField(label=gettext_lazy("Penjelasan"), max_length=WORDS, required=False, widget=_area(4), help_text=NEUTRAL)
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
    budget = BudgetField(label=gettext_lazy("Anggaran (Rp)"), required=False, max_length=30)
    control = forms.ChoiceField(
        label=gettext_lazy("Pengendalian yang dibangun atau diperbaiki"),
        required=False,
        help_text=gettext_lazy("Kosongkan bila pengendaliannya belum ada dalam daftar."),
    )

    def __init__(self, *args: Any, controls: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["control"]
        field.choices = [("", "—"), *controls]
        if not controls:
            del self.fields["control"]


class FilterForm(NarrowForm):
    """What the list can be narrowed to."""

    STATUS = (
        ("open", gettext_lazy("belum selesai")),
        ("overdue", gettext_lazy("melewati tenggat")),
        ("checking", gettext_lazy("menunggu verifikasi")),
        ("verified", gettext_lazy("terverifikasi")),
        ("all", gettext_lazy("semua")),
    )
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False, choices=STATUS)
    unit = forms.CharField(label=gettext_lazy("Unit memuat"), required=False, max_length=60)
    said = {"unit": gettext_lazy("unit memuat %(text)s")}

    def chosen(self) -> dict[str, Any]:
        """What is not done is shown until somebody asks for everything."""
        return {"status": "open", **super().chosen()}

    def filters(self) -> Filters:
        """What is chosen, as the list takes it."""
        given = self.chosen()
        return Filters(**given | ({"status": ""} if given["status"] == "all" else {}))

    def parts(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Everything is no filter."""
        everything = self.chosen()["status"] == "all"
        yield from ((names, text) for names, text in super().parts() if not (everything and "status" in names))

    @classmethod
    def kept(cls, query: QueryDict, *, without: Iterable[str] = ()) -> str:
        """Without a status everything is meant, and that is said."""
        rest = super().kept(query, without=without)
        return f"status=all&{rest}".removesuffix("&") if "status" in without else rest
