"""What people write about a requirement. Everything here is kept in clear."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from amanah.engines.narrowing import NarrowForm, offer
from amanah.foundation.organisation.desk.fields import PersonField
from amanah.rooms.antibribery.requirements import declare
from amanah.rooms.antibribery.requirements.models import LONGEST, WORDS, Answer

CLEAR = gettext_lazy("Kata di sini tidak disegel: jangan menulis apa pun dari suatu laporan.")


def area(rows: int) -> forms.Textarea:
    """A field of several lines."""
    return forms.Textarea(attrs={"rows": rows})


class FilterForm(NarrowForm):
    """What the list of requirements can be narrowed to; the edition and the chapter are chosen beside it."""

    state = offer(gettext_lazy("Status"), declare.STATES)
    reason = offer(gettext_lazy("Yang kurang"), declare.REASONS)
    mine = offer(gettext_lazy("Bagian saya"), {"yes": gettext_lazy("saya penanggung jawabnya")})
    edition = forms.CharField(required=False, max_length=4, widget=forms.HiddenInput)
    chapter = forms.CharField(required=False, max_length=4, widget=forms.HiddenInput)
    said = {"edition": "%(text)s", "chapter": "%(text)s"}

    def parts(self) -> Any:
        """The filters in words; edition and chapter are said elsewhere."""
        return ((names, text) for names, text in super().parts() if names[0] not in {"edition", "chapter"})


class AnswerForm(forms.Form):
    """How a requirement is met."""

    state = forms.ChoiceField(label=gettext_lazy("Bagaimana keadaannya?"), choices=list(declare.STATES.items()), widget=forms.RadioSelect)
    how = forms.CharField(
        label=gettext_lazy("Bagaimana persyaratan ini dipenuhi?"), max_length=WORDS, required=False, widget=area(5), help_text=CLEAR
    )
    reason = forms.CharField(
        label=gettext_lazy("Bila tidak berlaku: mengapa?"),
        max_length=WORDS,
        required=False,
        widget=area(3),
        help_text=gettext_lazy("Alasan ini masuk ke pernyataan penerapan."),
    )
    owner = PersonField(label=gettext_lazy("Penanggung jawab"), required=False)

    @classmethod
    def of(cls, answer: Answer | None) -> dict[str, Any]:
        """What was answered, as the fields show it."""
        if answer is None:
            return {"state": declare.OPEN}
        owner = answer.owner
        said = (owner.nip or owner.other_number or owner.name) if owner else ""
        return {"state": answer.state, "how": answer.how, "reason": answer.reason, "owner": said}


class VerifyForm(forms.Form):
    """What was found when somebody else looked."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Kesimpulan"),
        choices=[("yes", gettext_lazy("Jawaban dan buktinya benar")), ("no", gettext_lazy("Kembalikan: belum sepenuhnya dipenuhi"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=gettext_lazy("Apa yang diperiksa dan ditemukan?"), max_length=WORDS, widget=area(4))


class LicensedForm(forms.Form):
    """The clause as the institution's own copy has it."""

    text = forms.CharField(
        label=gettext_lazy("Naskah klausul dari salinan berlisensi milik instansi"),
        max_length=LONGEST,
        required=False,
        widget=area(10),
        help_text=gettext_lazy("Hanya tampil di dalam Amanah dan tidak pernah ikut diekspor. Kosongkan untuk menghapusnya."),
    )
