"""What is written where one report is to be handled within another. Both texts are sealed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.desk.forms import LONGEST


class MergeForm(forms.Form):
    """Why one report is handled within another, and what its reporter reads."""

    reason = forms.CharField(
        label=_("Mengapa keduanya laporan yang sama?"),
        help_text=_("Orang kedua membaca alasan ini sebelum menyetujui."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    letter = forms.CharField(
        label=_("Yang dibaca pelapornya di kotak komunikasi"),
        help_text=_("Terkirim begitu penggabungan disetujui."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
