"""What is asked around an import: the file, and what its columns mean."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from amanah.foundation.imports.columns import Column, Limits
from amanah.foundation.imports.values import fold


class UploadForm(forms.Form):
    """A table."""

    use_required_attribute = False
    table = forms.FileField(
        label=_("Berkas CSV atau XLSX"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": _("Pilih berkas yang akan diperiksa."), "empty": _("Berkas ini kosong.")},
    )

    def __init__(self, *args: Any, limits: Limits, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = {"size": limits.size // 2**20, "rows": number_format(limits.rows, use_l10n=True, force_grouping=True)}
        self.fields["table"].help_text = _("Paling besar %(size)s MB dan %(rows)s baris.") % most


class ColumnsForm(forms.Form):
    """Which header means what; one choice for each thing that a row can say."""

    use_required_attribute = False

    def __init__(self, *args: Any, columns: Sequence[Column], headers: Sequence[str], chosen: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        choices = [("", _("(tidak ada)")), *dict.fromkeys((fold(header), header) for header in headers if fold(header))]
        for column in columns:
            self.fields[column.key] = forms.ChoiceField(
                label=column.label, choices=choices, required=column.required, initial=chosen.get(column.key, "")
            )

    @property
    def chosen(self) -> dict[str, str]:
        """Key of a column → the folded header chosen for it."""
        return {column.key: self.cleaned_data[column.key] for column in self.columns if self.cleaned_data.get(column.key)}

    def clean(self) -> dict[str, Any]:
        """Each header means one thing."""
        cleaned = super().clean() or {}
        taken: set[str] = set()
        for column in self.columns:
            name = cleaned.get(column.key, "")
            if name and name in taken:
                self.add_error(column.key, _("Kolom ini sudah dipilih untuk hal lain."))
            taken.add(name)
        return cleaned
