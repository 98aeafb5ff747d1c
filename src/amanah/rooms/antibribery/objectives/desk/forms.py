"""What people write about policy, objectives and measures. Everything here is kept in clear."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.documents import queries as documents
from amanah.engines.documents.models import Document
from amanah.engines.narrowing import NarrowForm, offer
from amanah.engines.risks import queries as risks
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.desk.fields import DayField, PersonField
from amanah.kernel import numbers
from amanah.rooms.antibribery.audits import book
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.objectives import declare
from amanah.rooms.antibribery.objectives.models import DIGITS, PLACE, PLACES, TITLE, UNIT, WORDS, Objective
from amanah.rooms.antibribery.objectives.services import Aim

CLEAR = gettext_lazy("Kata di sini tidak disegel: jangan menulis apa pun dari suatu laporan.")


def words(label: Any, rows: int = 3, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    """A field for some sentences."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=WORDS, widget=area, required=required, help_text=help_text)


def figure(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DecimalField:
    """A field for a number."""
    return forms.DecimalField(label=label, max_digits=DIGITS, decimal_places=PLACES, required=required, help_text=help_text, localize=True)


class ObjectiveFilterForm(NarrowForm):
    """What the list of objectives can be narrowed to."""

    state = offer(gettext_lazy("Keadaan"), {**declare.STATES, "unevaluated": gettext_lazy("menunggu evaluasi")})
    scope = forms.CharField(label=gettext_lazy("Ruang lingkup memuat"), required=False, max_length=60)
    owner = forms.CharField(label=gettext_lazy("Penanggung jawab memuat"), required=False, max_length=60)
    text = forms.CharField(label=gettext_lazy("Judul atau nomor memuat"), required=False, max_length=60)
    said = {
        "scope": gettext_lazy("ruang lingkup memuat %(text)s"),
        "owner": gettext_lazy("penanggung jawab memuat %(text)s"),
        "text": gettext_lazy("judul atau nomor memuat %(text)s"),
    }


class ClauseForm(forms.Form):
    """A form that names clauses of a scope's editions."""

    def offer_clauses(self, scope: Scope, label: str) -> None:
        """Add the field, last."""
        clauses = [(one.ref, f"{one.number} {one.title}") for one in book.offered(scope.ref)]
        self.fields["criteria"] = forms.MultipleChoiceField(
            label=label, choices=clauses, widget=forms.CheckboxSelectMultiple, required=False
        )


class AimForm(ClauseForm):
    """What is to be reached."""

    title = forms.CharField(label=gettext_lazy("Apa yang ingin dicapai?"), max_length=TITLE, help_text=CLEAR)
    unit_word = forms.CharField(
        label=gettext_lazy("Diukur dalam"), max_length=UNIT, help_text=gettext_lazy("Misalnya: %, hari kerja, orang, rekan bisnis.")
    )
    direction = forms.ChoiceField(label=gettext_lazy("Arah"), choices=list(declare.DIRECTIONS.items()), widget=forms.RadioSelect)
    baseline = figure(gettext_lazy("Keadaan awal"))
    target = figure(gettext_lazy("Target"))
    begins_on = DayField(label=gettext_lazy("Dimulai pada"))
    due_on = DayField(label=gettext_lazy("Tercapai paling lambat"))
    owner = PersonField(label=gettext_lazy("Penanggung jawab"))
    resources = words(gettext_lazy("Dengan apa?"), 2, help_text=gettext_lazy("Orang, uang, waktu, alat."))
    judged_how = words(
        gettext_lazy("Bagaimana hasilnya dinilai?"), 2, help_text=gettext_lazy("Dari angka mana, oleh siapa, dan kepada siapa dilaporkan.")
    )
    sentence = words(gettext_lazy("Kalimat kebijakan yang dilayani"), 2, required=False)
    risk = forms.CharField(
        label=gettext_lazy("Nomor risiko yang terkait"),
        max_length=14,
        required=False,
        help_text=gettext_lazy("Bila ada, misalnya RS-26-7F3K9Q."),
    )

    def __init__(self, *args: Any, scope: Scope, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.offer_clauses(scope, _("Klausul yang dilayani"))

    def clean_risk(self) -> Any:
        """The risk of that number, if the viewer sees it."""
        number = numbers.tidy(self.cleaned_data["risk"])
        risk = risks.find(self.viewer, number) if number else None
        if number and risk is None:
            raise forms.ValidationError(_("Risiko ini tidak ditemukan."))
        return risk

    @property
    def aim(self) -> Aim:
        """What was said, for the verb."""
        return Aim(**self.cleaned_data)


class ProgressForm(forms.Form):
    """Where it stands."""

    day = DayField(label=gettext_lazy("Keadaan pada hari"))
    value = figure(gettext_lazy("Nilai"))
    note = words(
        gettext_lazy("Apa yang ada di balik angka ini?"),
        3,
        help_text=gettext_lazy(
            "Juga bila buruk. Catatan tidak dapat dihapus; untuk memperbaikinya tulis catatan baru pada hari yang sama."
        ),
    )
    evidence = forms.CharField(
        label=gettext_lazy("Buktinya di mana?"),
        max_length=PLACE,
        required=False,
        help_text=gettext_lazy("Nomor surat, alamat, atau berkas."),
    )


class ReviseForm(forms.Form):
    """Another target or day."""

    target = figure(gettext_lazy("Target baru"))
    due_on = DayField(label=gettext_lazy("Tercapai paling lambat"))
    reason = words(gettext_lazy("Mengapa diubah?"), 3, help_text=gettext_lazy("Target dan tenggat lama tetap terbaca."))

    @classmethod
    def of(cls, one: Objective) -> dict[str, Any]:
        """As it is."""
        return {"target": one.target.normalize(), "due_on": one.due_on}


class HandForm(forms.Form):
    """Who else answers for it."""

    owner = PersonField(label=gettext_lazy("Penanggung jawab baru"))
    reason = words(gettext_lazy("Mengapa diganti?"), 2)


class ReasonForm(forms.Form):
    """A reason."""

    reason = words(gettext_lazy("Alasan"), 3)


class EvaluateForm(forms.Form):
    """What came of it."""

    words = words(
        gettext_lazy("Apa hasilnya, dan apa yang dipelajari?"),
        5,
        help_text=gettext_lazy("Keadaan pada hari ini dibekukan bersama evaluasi ini. Yang tidak tercapai pun ditulis apa adanya."),
    )


class ActionForm(forms.Form):
    """Something to be done."""

    title = forms.CharField(label=gettext_lazy("Apa yang harus dilakukan?"), max_length=TITLE, help_text=CLEAR)
    owner = PersonField(
        label=gettext_lazy("Orang yang bertanggung jawab"),
        required=False,
        help_text=gettext_lazy("NIP, nomor lain, atau nama. Kosongkan bila pemimpin unit yang bertanggung jawab."),
    )
    verifier = PersonField(label=gettext_lazy("Pemverifikasi"), help_text=gettext_lazy("Orang lain yang memeriksa hasilnya."))
    due_on = DayField(
        label=gettext_lazy("Tenggat"),
        required=False,
        help_text=gettext_lazy("Kosongkan bila tenggatnya mengikuti aturan tindak lanjut dalam buku aturan."),
    )


class ChooseForm(forms.Form):
    """Which document is the policy."""

    document = forms.ModelChoiceField(label=gettext_lazy("Dokumen kebijakan"), queryset=Document.objects.none(), to_field_name="number")
    reason = words(gettext_lazy("Mengapa dokumen ini?"), 2)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["document"]
        field.queryset = documents.visible(viewer).filter(sort="policy", current__isnull=False, withdrawn_on__isnull=True).order_by("title")
        field.label_from_instance = lambda one: f"{one.number} {one.title}"


class JudgeForm(forms.Form):
    """Whether the policy holds it."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Apakah ada di dalam kebijakan?"), choices=list(declare.VERDICTS.items()), widget=forms.RadioSelect
    )
    quoted = words(
        gettext_lazy("Kalimat kebijakan yang mengatakannya"), 3, required=False, help_text=gettext_lazy("Wajib, kecuali tidak ada.")
    )
    reason = words(gettext_lazy("Mengapa Anda menilai demikian?"), 3)


class DecideForm(forms.Form):
    """Whether a judgement is right."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Penilaian ini"),
        choices=[("yes", gettext_lazy("Disetujui")), ("no", gettext_lazy("Dikembalikan"))],
        widget=forms.RadioSelect,
    )
    remark = words(gettext_lazy("Catatan"), 3, required=False, help_text=gettext_lazy("Wajib bila dikembalikan."))


class PublishForm(forms.Form):
    """Where the policy can be had."""

    sort = forms.ChoiceField(label=gettext_lazy("Bagi siapa"), choices=list(declare.PLACES.items()), widget=forms.RadioSelect)
    place = forms.CharField(
        label=gettext_lazy("Di mana?"),
        max_length=PLACE,
        help_text=gettext_lazy("Alamat laman, papan pengumuman, surat kepada rekan bisnis, dan bahasanya."),
    )
