"""What staff write about a report. Every text here is sealed before it is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 20_000
"""Characters of one text: as many as a reporter may write."""


class Writing(forms.Form):
    """One text of any length that people write by hand."""

    text = forms.CharField(label=_("Isi"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}))

    label: Any = None
    hint: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Several of these stand on one page; each label must find its own field.
        kwargs.setdefault("auto_id", f"id_{type(self).__name__.removesuffix('Form').lower()}_%s")
        super().__init__(*args, **kwargs)
        if self.label:
            self.fields["text"].label = self.label
        if self.hint:
            self.fields["text"].help_text = self.hint


class QuestionForm(Writing):
    """A message to the reporter."""

    label = _("Pesan kepada pelapor")
    hint = _("Tanyakan satu hal setiap kali. Jangan menyebut nama orang lain atau hal yang dapat membuka siapa pelapornya.")
    wait = forms.BooleanField(
        label=_("Tunggu jawaban sebelum perkara dilanjutkan"),
        help_text=_("Tenggat yang dijeda berhenti sampai pelapor menjawab atau Anda melanjutkan."),
        required=False,
    )

    def __init__(self, *args: Any, may_wait: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_wait:
            del self.fields["wait"]


class FeedbackForm(Writing):
    """What the institution tells the reporter about the handling so far."""

    label = _("Umpan balik kepada pelapor")
    hint = _("Sampaikan tindakan yang sudah dan akan dilakukan, sejauh tidak mengganggu pemeriksaan.")


class NoteForm(Writing):
    """A note among those who handle the case."""

    label = _("Catatan")
    hint = _("Hanya dapat dibuka oleh penangan perkara ini.")


class ClosingForm(Writing):
    """The closing letter to the reporter."""

    label = _("Surat penutup kepada pelapor")
    hint = _("Apa hasilnya, mengapa, dan apa yang berubah karenanya. Surat ini dibaca pelapor di kotak komunikasinya.")


class OutcomeForm(forms.Form):
    """An outcome that one person proposes and another must approve."""

    text = forms.CharField(
        label=_("Alasan"),
        help_text=_("Dugaan, bukti, dan pertimbangan. Orang kedua membaca alasan ini sebelum menyetujui."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, outcomes: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if outcomes:
            choice = forms.ChoiceField(label=_("Hasil"), choices=outcomes, widget=forms.RadioSelect)
            self.fields = {"outcome": choice, **self.fields}


class ReasonForm(Writing):
    """Why: for a proposal that is turned down, or an identity that is asked for."""

    label = _("Alasan")


class AssignForm(forms.Form):
    """Who is to work on the case."""

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"] = forms.ChoiceField(label=_("Petugas"), choices=people)


class SubjectForm(Writing):
    """Names or staff numbers of those meant."""

    label = _("Nama atau NIP, satu per baris")
    hint = _("Tulis seperti dalam data kepegawaian.")
