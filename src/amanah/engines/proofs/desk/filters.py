"""What the library's list can be narrowed to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from amanah.engines.narrowing import NarrowForm
from amanah.engines.proofs.models import Kind
from amanah.engines.proofs.queries import STANDINGS


class FilterForm(NarrowForm):
    """What the list can be narrowed to."""

    standing = forms.ChoiceField(
        label=gettext_lazy("Masa berlaku"), required=False, choices=[("", "—"), *((key, one.title) for key, one in STANDINGS.items())]
    )
    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), required=False, choices=[("", "—"), *Kind.choices])
    unit = forms.CharField(label=gettext_lazy("Unit memuat"), required=False, max_length=60)
    words = forms.CharField(
        label=gettext_lazy("Kata"), required=False, max_length=60, help_text=gettext_lazy("Dari judul, nomor, alamat, atau nama berkas.")
    )
    said = {"unit": gettext_lazy("unit memuat %(text)s"), "words": gettext_lazy("memuat kata %(text)s")}

    def titled(self, name: str, value: Any) -> str:
        """Within a sentence."""
        return super().titled(name, value).lower()
