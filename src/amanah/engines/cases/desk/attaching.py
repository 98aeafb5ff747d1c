"""Taking in one file that staff add to a case, on whatever desk."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.uploads import SealedUpload

LONGEST = 8000


class EvidenceForm(forms.Form):
    """A file that a handler adds, and where it came from."""

    file = forms.FileField(
        label=_("Berkas"), help_text=_("Disegel selagi diunggah; nama dan isinya hanya dapat dibuka penangan perkara ini.")
    )
    text = forms.CharField(
        label=_("Asal bukti"),
        help_text=_("Diperoleh dari siapa, di mana, kapan, dan bagaimana."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def sealed(form: EvidenceForm) -> SealedUpload | None:
    """The file of a valid form, sealed; None where it cannot be taken, which the form then says beside it."""
    try:
        taken = evidence.take([form.cleaned_data["file"]])
    except evidence.NotStored:
        form.add_error("file", gettext("Berkas BELUM tersimpan: penyimpanan penuh atau tidak dapat ditulisi. Coba lagi nanti."))
        return None
    for refusal in taken.refused:
        form.add_error("file", f"{refusal.name}: {refusal.reason}")
    return taken.kept[0] if taken.kept else None
