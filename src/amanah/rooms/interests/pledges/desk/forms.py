"""What is written about pledges."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from amanah.foundation.organisation.desk.fields import DayField
from amanah.rooms.interests.pledges.models import LONGEST, Kind, Means


class SignForm(forms.Form):
    """Who signs proves once more who they are."""

    read = forms.CharField(widget=forms.HiddenInput)
    agree = forms.BooleanField(
        label=gettext_lazy("Saya sudah membaca naskah di atas dan menyetujuinya"),
        error_messages={"required": gettext_lazy("Beri tanda bila Anda menyetujuinya.")},
    )
    means = forms.ChoiceField(label=gettext_lazy("Tanda tangan dengan"), widget=forms.RadioSelect)
    proof = forms.CharField(
        label=gettext_lazy("Kata sandi atau frasa kunci"),
        help_text=gettext_lazy("Diketik ulang di sini sebagai tanda tangan Anda; tidak disimpan."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, means: list[Means], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["means"].choices = [(one.value, one.label.capitalize()) for one in means]  # type: ignore[attr-defined]
        if means:
            self.fields["means"].initial = means[0].value
        if len(means) == 1:
            self.fields["means"].widget = forms.HiddenInput()
            self.fields["proof"].label = means[0].label.capitalize()


class PublishForm(forms.Form):
    """The next version of a text."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=Kind.choices)
    title = forms.CharField(label=gettext_lazy("Judul"), max_length=160)
    body = forms.CharField(
        label=gettext_lazy("Naskah"),
        help_text=gettext_lazy("Sesudah diterbitkan tidak dapat diubah; perbaikan menjadi versi berikutnya."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    since = DayField(label=gettext_lazy("Ditandatangani mulai"))
