"""What is decided about one case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.engines.retention.models import Item
from amanah.engines.retention.schedule import KEEP


class VerdictForm(forms.Form):
    """Keep, destroy or extend, and why."""

    verdict = forms.ChoiceField(label=_("Keputusan"))
    reason = forms.ChoiceField(label=_("Alasan"), choices=Item.Reason.choices)
    until = forms.DateField(
        label=_("Diperpanjang sampai"),
        help_text=_("Hanya bila diperpanjang."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verdict: Any = self.fields["verdict"]
        verdict.choices = [(code, title) for code, title in Item.Verdict.choices if code != Item.Verdict.DESTROY or item.fate != KEEP]
