"""What people write about acts of leaders, agents of change and ideas. Everything here is kept in clear."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.narrowing import NarrowForm, offer
from amanah.engines.risks.treatment.desk.forms import BudgetField
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.desk.fields import DayField, PersonField, UnitField
from amanah.kernel import numbers
from amanah.rooms.campaigns import declare
from amanah.rooms.campaigns.data import clauses
from amanah.rooms.campaigns.desk.fields import CLEAR, area, several
from amanah.rooms.campaigns.models import TITLE, WORDS, Campaign
from amanah.rooms.campaigns.queries.visible import visible
from amanah.rooms.campaigns.services import ActPlan
from amanah.ui.forms import with_hint


def _clauses() -> list[tuple[str, str]]:
    return [(key, str(clause)) for key, clause in clauses().items()]


class CampaignField(forms.CharField):
    """A campaign by its number; the form that holds it says who asks, as `viewer`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Nomor kampanye"))
        kwargs.setdefault("help_text", gettext_lazy("Bila berkaitan dengan suatu kampanye, misalnya KM-26-7F3K9Q."))
        super().__init__(max_length=14, required=False, **kwargs)
        self.viewer: Viewer | None = None

    def clean(self, value: Any) -> Campaign | None:
        """The campaign; None if the field was left empty."""
        number = super().clean(value)
        if not number:
            return None
        found = visible(self.viewer).filter(number=numbers.tidy(number)).first() if self.viewer is not None else None
        if found is None:
            raise ValidationError(_("Kampanye dengan nomor itu tidak ditemukan."))
        return found


class _Asked(forms.Form):
    """A form that knows who fills it in."""

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, CampaignField):
                field.viewer = viewer


class ActFilterForm(NarrowForm):
    """What the register of acts of leaders can be narrowed to."""

    year = forms.CharField(
        label=gettext_lazy("Tahun"), required=False, max_length=4, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    sort = offer(gettext_lazy("Jenis"), declare.LEADERSHIP)
    clause = forms.ChoiceField(label=gettext_lazy("Pasal"), required=False, choices=lambda: [("", "—"), *_clauses()])
    voided = offer(gettext_lazy("Dicoret"), {"yes": gettext_lazy("juga yang dicoret")})
    unit = forms.CharField(label=gettext_lazy("Unit memuat"), required=False, max_length=60)
    text = forms.CharField(label=gettext_lazy("Nama atau nomor memuat"), required=False, max_length=60)
    said = {
        "year": gettext_lazy("tahun %(text)s"),
        "unit": gettext_lazy("unit memuat %(text)s"),
        "text": gettext_lazy("nama atau nomor memuat %(text)s"),
    }


class ActForm(_Asked):
    """What a leader did."""

    leader = PersonField(label=gettext_lazy("Pimpinan"))
    unit = UnitField(label=gettext_lazy("Unit yang dipimpinnya"))
    sort = forms.ChoiceField(
        label=gettext_lazy("Jenis"),
        widget=forms.RadioSelect,
        choices=[
            (
                declare.STATEMENT,
                with_hint(declare.LEADERSHIP[declare.STATEMENT], gettext_lazy("Yang diucapkan atau ditulisnya, dan kepada siapa.")),
            ),
            (declare.PRESENCE, with_hint(declare.LEADERSHIP[declare.PRESENCE], gettext_lazy("Hadir sendiri, bukan diwakili."))),
            (
                declare.DECISION,
                with_hint(declare.LEADERSHIP[declare.DECISION], gettext_lazy("Memilih yang benar meskipun ada yang dikorbankan.")),
            ),
        ],
    )
    day = DayField(label=gettext_lazy("Hari"))
    title = forms.CharField(label=gettext_lazy("Dalam satu kalimat"), max_length=TITLE)
    what = forms.CharField(
        label=gettext_lazy("Apa yang terjadi"),
        max_length=WORDS,
        widget=area(4),
        help_text=gettext_lazy("Tanpa isi laporan dan tanpa nama orang yang diperiksa. Teks ini tidak disegel."),
    )
    cost = forms.CharField(
        label=gettext_lazy("Apa yang ditanggung karenanya?"),
        max_length=WORDS,
        required=False,
        widget=area(2),
        help_text=gettext_lazy("Wajib bagi keputusan: uang, waktu, hubungan, target, atau kesempatan yang dilepas."),
    )
    amount = BudgetField(label=gettext_lazy("Bila dapat dihitung (rupiah)"), required=False, max_length=30)
    clauses = several(gettext_lazy("Menunjukkan pemenuhan"), _clauses)
    campaign = CampaignField()
    shared = forms.BooleanField(label=gettext_lazy("Boleh dibaca semua pegawai"), required=False)

    @property
    def plan(self) -> ActPlan:
        """What was said, as services take it."""
        return ActPlan(**{name: value for name, value in self.cleaned_data.items() if name not in {"leader", "unit"}})


class AgentFilterForm(NarrowForm):
    """What the register of agents of change can be narrowed to."""

    all = offer(gettext_lazy("Masa penunjukan"), {"yes": gettext_lazy("juga yang sudah berakhir")})
    unit = forms.CharField(label=gettext_lazy("Unit memuat"), required=False, max_length=60)
    text = forms.CharField(label=gettext_lazy("Nama memuat"), required=False, max_length=60)
    said = {"unit": gettext_lazy("unit memuat %(text)s"), "text": gettext_lazy("nama memuat %(text)s")}


class AgentForm(forms.Form):
    """An appointment."""

    person = PersonField(label=gettext_lazy("Agen perubahan"))
    unit = UnitField(label=gettext_lazy("Untuk unit"))
    since = DayField(label=gettext_lazy("Mulai"))
    until = DayField(label=gettext_lazy("Sampai dengan"))
    decree = forms.CharField(label=gettext_lazy("Nomor keputusan"), max_length=120, required=False)


class DeedForm(_Asked):
    """What an agent of change did."""

    day = DayField(label=gettext_lazy("Hari"))
    what = forms.CharField(
        label=gettext_lazy("Apa yang Anda lakukan, dan apa akibatnya?"), max_length=WORDS, widget=area(4), help_text=CLEAR
    )
    campaign = CampaignField()


class IdeaFilterForm(NarrowForm):
    """What the list of ideas can be narrowed to."""

    state = offer(gettext_lazy("Status"), declare.IDEAS)
    mine = offer(gettext_lazy("Bagian saya"), {"own": gettext_lazy("gagasan saya"), "supported": gettext_lazy("saya dukung")})
    unit = forms.CharField(label=gettext_lazy("Unit memuat"), required=False, max_length=60)
    text = forms.CharField(label=gettext_lazy("Nama atau nomor memuat"), required=False, max_length=60)
    said = {"unit": gettext_lazy("unit memuat %(text)s"), "text": gettext_lazy("nama atau nomor memuat %(text)s")}


class IdeaForm(_Asked):
    """An idea, with or without a name."""

    title = forms.CharField(label=gettext_lazy("Gagasan Anda dalam satu kalimat"), max_length=TITLE)
    text = forms.CharField(
        label=gettext_lazy("Bagaimana menjalankannya?"),
        max_length=WORDS,
        widget=area(5),
        help_text=gettext_lazy("Apa yang berubah, bagi siapa, dan apa yang diperlukan."),
    )
    unit = UnitField(label=gettext_lazy("Untuk unit mana?"))
    campaign = CampaignField()
    named = forms.ChoiceField(
        label=gettext_lazy("Dengan nama Anda?"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", with_hint(gettext_lazy("Dengan nama saya"), gettext_lazy("Anda diberi tahu bila ada tanggapan."))),
            (
                "no",
                with_hint(
                    gettext_lazy("Tanpa nama"),
                    gettext_lazy(
                        "Gagasan disimpan tanpa orang dan hanya dengan harinya. Anda tidak diberi tahu; tanggapannya terbit untuk semua."
                    ),
                ),
            ),
        ],
    )


class TakeUpForm(forms.Form):
    """An idea becomes an action."""

    answer = forms.CharField(
        label=gettext_lazy("Jawaban kepada semua pegawai"),
        max_length=WORDS,
        widget=area(3),
        help_text=gettext_lazy("Apa yang akan dilakukan."),
    )
    unit = UnitField(label=gettext_lazy("Unit yang menjalankan"))
    owner = PersonField(
        label=gettext_lazy("Orang yang menjalankan"),
        required=False,
        help_text=gettext_lazy("NIP, nomor lain, atau nama. Kosongkan bila pemimpin unit yang bertanggung jawab."),
    )
    verifier = PersonField(label=gettext_lazy("Pemverifikasi"))
    due_on = DayField(label=gettext_lazy("Tenggat"), required=False)


class AnswerForm(forms.Form):
    """Why an idea is not taken up, or not shown."""

    text = forms.CharField(label=gettext_lazy("Alasannya"), max_length=WORDS, widget=area(4), help_text=CLEAR)
