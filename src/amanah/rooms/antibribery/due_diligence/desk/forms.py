"""What people write about due diligence, apart from the request itself. Everything here is kept in clear."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.risks import queries as risks
from amanah.engines.risks.declare import BRIBERY
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.desk.fields import DayField, PersonField
from amanah.kernel import clock, numbers
from amanah.rooms.antibribery.due_diligence import declare
from amanah.rooms.antibribery.due_diligence.models import TITLE, WORDS, Diligence, Hit
from amanah.rooms.antibribery.due_diligence.queries import Sheet
from amanah.rooms.antibribery.due_diligence.questionnaire import CHOICE, NO, TEXT, UNKNOWN, YES
from amanah.rooms.antibribery.due_diligence.services import Adverse, Duty, Holder, Proposal

CLEAR = gettext_lazy("Kata di sini tidak disegel: jangan menulis apa pun dari suatu laporan.")
SAID: Mapping[str, Any] = {YES: gettext_lazy("Ya"), NO: gettext_lazy("Tidak"), UNKNOWN: gettext_lazy("Tidak diketahui")}


def area(rows: int) -> forms.Textarea:
    """A field of several lines."""
    return forms.Textarea(attrs={"rows": rows})


def why(label: Any, help_text: Any = "") -> forms.CharField:
    """A reason in words."""
    return forms.CharField(label=label, max_length=WORDS, widget=area(3), help_text=help_text)


class SheetForm(forms.Form):
    """One page of questions; nothing on it has to be answered at once."""

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        for line in sheet.lines:
            question, answer = line.question, line.answer
            value = answer.value if answer is not None else ""
            label, hint = str(question.text), str(question.hint)
            if question.kind == TEXT:
                field: forms.Field = forms.CharField(
                    label=label, help_text=hint or CLEAR, required=False, max_length=WORDS, widget=area(3), initial=value
                )
            else:
                choices = [(key, str(words)) for key, words in question.options] if question.kind == CHOICE else list(SAID.items())
                field = forms.ChoiceField(
                    label=label, help_text=hint, required=False, choices=choices, widget=forms.RadioSelect, initial=value
                )
            field.quiet = True  # type: ignore[attr-defined]  # every one is answered in the end, though not at once
            self.fields[question.key] = field
            if question.kind != TEXT:
                note = answer.note if answer is not None else ""
                self.fields[f"{question.key}_note"] = forms.CharField(
                    label=_("Catatan atau sumber"), required=False, max_length=WORDS, initial=note
                )

    def rows(self) -> Iterable[tuple[Any, Any, Any]]:
        """Each question with its fields."""
        for line in self.sheet.lines:
            note = f"{line.question.key}_note"
            yield line, self[line.question.key], self[note] if note in self.fields else None

    @property
    def said(self) -> dict[str, tuple[str, str]]:
        """Question → what is answered, with the note."""
        cleaned = self.cleaned_data
        keys = [line.question.key for line in self.sheet.lines]
        return {key: (cleaned.get(key, ""), cleaned.get(f"{key}_note", "")) for key in keys}


class AssignForm(forms.Form):
    """Who carries it out."""

    examiner = PersonField(
        label=gettext_lazy("Yang memeriksa"), help_text=gettext_lazy("NIP, nomor lain, atau nama. Ia tidak ikut memutus.")
    )


class ReclassForm(forms.Form):
    """Another class of risk."""

    risk_class = forms.ChoiceField(label=gettext_lazy("Golongan risiko suap"), choices=list(BRIBERY.items()), widget=forms.RadioSelect)
    text = why(gettext_lazy("Alasan"), gettext_lazy("Kedalaman pertanyaan dan masa berlaku mengikuti golongan ini."))


class ReasonForm(forms.Form):
    """Why."""

    text = why(gettext_lazy("Alasan"), CLEAR)


class ReopenForm(ReasonForm):
    """Why another round begins."""

    cause = forms.ChoiceField(
        label=gettext_lazy("Sebab"),
        choices=[(key, title) for key, title in declare.CAUSES.items() if key != declare.HIT],
        widget=forms.RadioSelect,
        initial=declare.REVETTING,
    )
    field_order = ("cause", "text")


class OwnerForm(forms.Form):
    """A beneficial owner."""

    name = forms.CharField(
        label=gettext_lazy("Nama"), max_length=TITLE, help_text=gettext_lazy("Orang perseorangan. NIK tidak diperlukan.")
    )
    control = forms.CharField(
        label=gettext_lazy("Bagaimana ia memiliki atau mengendalikan?"),
        max_length=TITLE,
        help_text=gettext_lazy("Misalnya: pemegang saham, pemberi perintah, penerima hasil."),
    )
    share = forms.IntegerField(label=gettext_lazy("Bagian (persen)"), required=False, min_value=0, max_value=100)
    sure = forms.ChoiceField(
        label=gettext_lazy("Seberapa pasti identitasnya?"), choices=list(declare.SURE.items()), widget=forms.RadioSelect
    )
    seen = forms.CharField(label=gettext_lazy("Dalam dokumen atau daftar apa?"), required=False, max_length=TITLE)
    official = forms.BooleanField(label=gettext_lazy("Pejabat publik, atau keluarganya"), required=False)
    person = PersonField(
        label=gettext_lazy("Pegawai instansi ini"),
        required=False,
        help_text=gettext_lazy("Hanya bila pemiliknya pegawai di sini: berkas ini tidak akan terlihat olehnya."),
    )

    @property
    def holder(self) -> Holder:
        """What was said, for the verb."""
        return Holder(**self.cleaned_data)


class FindingForm(forms.Form):
    """Something adverse."""

    source = forms.CharField(
        label=gettext_lazy("Sumber"), max_length=TITLE, help_text=gettext_lazy("Putusan, pengumuman, berita, daftar resmi.")
    )
    day = DayField(label=gettext_lazy("Hari sumber itu"), initial=clock.today)
    text = forms.CharField(label=gettext_lazy("Apa yang dikatakannya?"), max_length=WORDS, widget=area(4), help_text=CLEAR)
    weight = forms.ChoiceField(label=gettext_lazy("Bobot"), choices=list(declare.WEIGHTS.items()), widget=forms.RadioSelect)
    why = why(gettext_lazy("Mengapa berbobot demikian?"))

    @property
    def adverse(self) -> Adverse:
        """What was said, for the verb."""
        return Adverse(**self.cleaned_data)


class WeighForm(forms.Form):
    """Another weight."""

    weight = forms.ChoiceField(label=gettext_lazy("Bobot"), choices=list(declare.WEIGHTS.items()), widget=forms.RadioSelect)
    why = why(gettext_lazy("Mengapa berbobot demikian?"))


class HitForm(forms.Form):
    """Whether somebody of a list is the same."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Apakah ini pihak yang sama?"),
        choices=[(declare.SAME, gettext_lazy("Ya, pihak yang sama")), (declare.DIFFERENT, gettext_lazy("Bukan, hanya mirip"))],
        widget=forms.RadioSelect,
    )
    text = why(gettext_lazy("Apa yang membuktikannya?"), gettext_lazy("Nomor identitas, alamat, pengurus, atau tanggal yang dicocokkan."))

    def __init__(self, *args: Any, hit: Hit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hit = hit


class SubmitForm(forms.Form):
    """A recommendation."""

    advice = forms.ChoiceField(
        label=gettext_lazy("Saran"),
        choices=[(key, title) for key, title in declare.OUTCOMES.items() if key != declare.SPARE],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=gettext_lazy("Ringkasan hasil pemeriksaan"), max_length=WORDS, widget=area(5), help_text=CLEAR)


class DutyForm(forms.Form):
    """An action."""

    title = forms.CharField(label=gettext_lazy("Apa yang harus dilakukan?"), max_length=TITLE)
    owner = PersonField(
        label=gettext_lazy("Orang yang bertanggung jawab"),
        required=False,
        help_text=gettext_lazy("NIP, nomor lain, atau nama. Kosongkan bila pemimpin unit yang bertanggung jawab."),
    )
    verifier = PersonField(label=gettext_lazy("Pemverifikasi"), help_text=gettext_lazy("Bukan peminta, pemeriksa, atau pemimpin unitnya."))
    due_on = DayField(
        label=gettext_lazy("Tenggat"),
        required=False,
        help_text=gettext_lazy("Kosongkan bila tenggatnya mengikuti aturan tindak lanjut dalam buku aturan."),
    )

    def clean(self) -> dict[str, Any]:
        """An action is whole, or there is none."""
        cleaned = super().clean() or {}
        if cleaned.get("title") and not cleaned.get("verifier") and "verifier" not in self.errors:
            self.add_error("verifier", _("Sebutkan siapa yang memverifikasi tindakan itu."))
        return cleaned

    @property
    def duty(self) -> Duty | None:
        """What was said, for the verbs; None where no action is named."""
        said = self.cleaned_data
        if not said.get("title"):
            return None
        return Duty(said["title"], said["verifier"], said["owner"], said["due_on"])


class MaybeDutyForm(DutyForm):
    """An action that may be left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "verifier"):
            self.fields[name].required = False


class DecideForm(MaybeDutyForm):
    """What is decided; conditions come with an action."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Keputusan"),
        choices=[(key, title) for key, title in declare.OUTCOMES.items() if key != declare.SPARE],
        widget=forms.RadioSelect,
    )
    reason = why(gettext_lazy("Alasan"), CLEAR)
    conditions = forms.CharField(
        label=gettext_lazy("Syarat"),
        required=False,
        max_length=WORDS,
        widget=area(3),
        help_text=gettext_lazy("Hanya bila dilanjutkan dengan syarat."),
    )
    field_order = ("outcome", "reason", "conditions", "title", "owner", "verifier", "due_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("Tindakan yang mewujudkan syarat itu")
        self.fields["title"].help_text = _("Tindakan lain dapat ditambahkan sesudahnya.")


class ProposeForm(forms.Form):
    """That controls do not suffice, and what is to follow."""

    gap = forms.CharField(
        label=gettext_lazy("Risiko apa yang tidak tertahan, dan oleh pengendalian mana?"), max_length=WORDS, widget=area(4), help_text=CLEAR
    )
    reason = why(gettext_lazy("Mengapa tindakan ini?"))
    effective_on = DayField(label=gettext_lazy("Mulai berlaku"), initial=clock.today)
    risk = forms.CharField(
        label=gettext_lazy("Nomor risiko yang terkait"),
        max_length=14,
        required=False,
        help_text=gettext_lazy("Bila ada dalam register risiko, misalnya RS-26-7F3K9Q."),
    )

    def __init__(self, *args: Any, one: Diligence, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        fitting = declare.RUNNING_MEASURES if one.engaged else declare.NEW_MEASURES
        self.fields["measure"] = forms.ChoiceField(
            label=_("Tindakan"), choices=[(key, declare.MEASURES[key]) for key in fitting], widget=forms.RadioSelect
        )
        if one.risk is not None:
            self.fields["risk"].initial = one.risk.number
        self.order_fields(("measure", "gap", "reason", "effective_on", "risk"))

    def clean_risk(self) -> Any:
        """The risk of that number, if the viewer sees it."""
        return risk_of(self.viewer, self.cleaned_data["risk"])

    @property
    def proposal(self) -> Proposal:
        """What was said, for the verb."""
        return Proposal(**self.cleaned_data)


class SettleForm(MaybeDutyForm):
    """Whether that is agreed to."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Keputusan"),
        choices=[("yes", gettext_lazy("Setuju: tindakan itu diambil")), ("no", gettext_lazy("Tolak: pengendalian yang ada mencukupi"))],
        widget=forms.RadioSelect,
    )
    text = why(gettext_lazy("Alasan"), CLEAR)
    field_order = ("verdict", "text", "title", "owner", "verifier", "due_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("Tindak lanjut")
        self.fields["title"].help_text = _("Kosongkan bila ditolak, atau bila ditambahkan kemudian.")


def risk_of(viewer: Viewer, said: str) -> Any:
    """The risk of that number, None for an empty one. Raises ValidationError where the viewer sees no such risk."""
    if not said:
        return None
    risk = risks.find(viewer, numbers.tidy(said))
    if risk is None:
        raise forms.ValidationError(_("Risiko ini tidak ditemukan."))
    return risk
