"""Choosing a questionnaire for the reporter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.desk.forms import Writing
from amanah.rooms.whistleblowing.questionnaires import book as books


class SendForm(Writing):
    """A questionnaire from the list, with words of one's own."""

    title = _("Kirim daftar pertanyaan")
    done = _("Daftar pertanyaan terkirim ke kotak komunikasi pelapor.")
    label = _("Kata pengantar")
    hint = _("Boleh kosong. Jangan menyebut nama orang lain atau hal yang dapat membuka siapa pelapornya.")
    questionnaire = forms.ChoiceField(
        label=_("Daftar pertanyaan untuk pelapor"),
        help_text=_("Pelapor menjawabnya di kotak komunikasi. Jawabannya tersegel dan muncul di percakapan ini."),
    )
    field_order = ("questionnaire", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.ref, str(one.title)) for one in books.book().to_send()]
        self.fields["questionnaire"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, declared above
        self.fields["text"].required = False
        self.fields["text"].widget.attrs["rows"] = 2
