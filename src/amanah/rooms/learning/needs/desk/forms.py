"""What is asked about needs, topics, exemptions and records. Everything here is kept in clear."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.engines.narrowing import NarrowForm, offer
from amanah.engines.risks.declare import BRIBERY
from amanah.foundation.access import roles
from amanah.foundation.organisation.desk.fields import DayField, UnitField
from amanah.foundation.organisation.models import Employment
from amanah.rooms.learning import queries as learning
from amanah.rooms.learning.models import TITLE, Sort, Topic
from amanah.rooms.learning.models import WORDS as TOPIC_WORDS
from amanah.rooms.learning.needs import declare
from amanah.rooms.learning.needs.models import POSTS, WORDS
from amanah.rooms.learning.needs.services import Draft

CLEAR = _("Kata di sini tidak disegel: jangan menulis apa pun dari suatu laporan.")
STATES = {"late": _("belum dipenuhi atau kedaluwarsa"), **declare.TITLES}


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class FilterForm(NarrowForm):
    """What the list of gaps can be narrowed to."""

    state = forms.ChoiceField(label=_("Status"), required=False, choices=[("", _("semua yang terbuka")), *STATES.items()])
    need = offer(_("Kebutuhan"), {})
    unit = forms.UUIDField(required=False, widget=forms.HiddenInput)
    said = {"unit": _("satu unit dan di bawahnya")}

    def __init__(self, *args: Any, needs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        need: Any = self.fields["need"]
        need.choices = [("", "—"), *needs]

    @property
    def states(self) -> tuple[int, ...]:
        """The chosen states by place."""
        chosen = self.chosen().get("state", "")
        if chosen == "late":
            return declare.LATE
        return (declare.STATES.index(chosen),) if chosen in declare.STATES else declare.OPEN


class NeedForm(forms.Form):
    """One line of the matrix."""

    topic = forms.ChoiceField(label=_("Apa yang dipelajari atau dibaca?"))
    sort = forms.ChoiceField(
        label=_("Cara memenuhinya"), choices=list(declare.SORTS.items()), widget=forms.RadioSelect, initial=declare.LEARN
    )
    bribery_class = forms.ChoiceField(
        label=_("Golongan risiko suap jabatan"), required=False, choices=[("", _("golongan apa pun")), *BRIBERY.items()]
    )
    is_head = forms.BooleanField(label=_("Hanya pemimpin unit"), required=False)
    role = forms.ChoiceField(label=_("Peran dalam sistem ini"), required=False)
    post_words = forms.CharField(
        label=_("Kata dalam nama jabatan"),
        required=False,
        max_length=POSTS,
        help_text=_("Pilihan dipisah koma, misalnya: petugas loket, pengantar kerja. Kosong: jabatan apa pun."),
    )
    employment = forms.ChoiceField(
        label=_("Status kepegawaian"), required=False, choices=[("", _("semua kecuali pihak luar")), *Employment.choices]
    )
    unit = UnitField(
        label=_("Unit, termasuk di bawahnya"), required=False, help_text=_("Kode atau kata-kata namanya. Kosong: seluruh instansi.")
    )
    joiners = forms.BooleanField(label=_("Hanya pegawai yang mulai bekerja sejak kebutuhan ini berlaku"), required=False)
    within_days = forms.IntegerField(
        label=_("Dipenuhi dalam berapa hari"),
        required=False,
        min_value=0,
        max_value=3650,
        help_text=_("Sejak orang itu terkena kebutuhan ini. Kosong: batas bawaan dari aturan."),
    )
    every_months = forms.IntegerField(
        label=_("Disegarkan setiap berapa bulan"), required=False, min_value=1, max_value=120, help_text=_("Kosong: cukup sekali.")
    )
    hours = forms.DecimalField(label=_("Lama (JP)"), required=False, min_value=0, max_value=999, decimal_places=1)
    address = forms.CharField(
        label=_("Di mana dibaca"), required=False, max_length=200, help_text=_("Alamat atau nama naskahnya, bila dipenuhi dengan membaca.")
    )
    clauses = forms.CharField(
        label=_("Klausul"), required=False, max_length=200, help_text=_("Dipisah koma, misalnya: ISO 37001 7.2.2, IEPK 5.")
    )
    why = forms.CharField(label=_("Mengapa wajib"), max_length=WORDS, widget=_area(2), help_text=CLEAR)
    since = DayField(label=_("Berlaku sejak"), required=False, help_text=_("Kosong: hari ini."))
    until = DayField(label=_("Sampai dengan"), required=False, help_text=_("Hari terakhir. Kosongkan bila belum ditentukan."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topic, role = (self.fields[name] for name in ("topic", "role"))
        topic.choices = [(one.key, str(one)) for one in learning.topics()]  # type: ignore[attr-defined]  # both are choices
        role.choices = [("", _("peran apa pun")), *((one.key, one.title) for one in roles.all_roles())]  # type: ignore[attr-defined]

    def draft(self) -> Draft:
        """What is said, as the services take it."""
        said = dict(self.cleaned_data)
        topic = Topic.objects.get(key=said.pop("topic"))
        clauses = tuple(one.strip() for one in said.pop("clauses").split(",") if one.strip())
        return Draft(topic=topic, clauses=clauses, **said)


class TopicForm(forms.Form):
    """What people may have to know."""

    title = forms.CharField(label=_("Judul"), max_length=TITLE)
    title_en = forms.CharField(label=_("Judul dalam bahasa Inggris"), max_length=TITLE, required=False)
    description = forms.CharField(label=_("Uraian"), max_length=TOPIC_WORDS, required=False, widget=_area(3))
    hours = forms.DecimalField(label=_("JP"), min_value=0, max_value=999, decimal_places=1, initial=0)
    valid_months = forms.IntegerField(
        label=_("Berlaku (bulan)"), min_value=1, max_value=600, required=False, help_text=_("Kosong: tidak kedaluwarsa.")
    )
    document = forms.CharField(
        label=_("Nomor dokumen terkendali"),
        max_length=14,
        required=False,
        help_text=_("Misalnya DK-26-…: siapa menyatakan telah membacanya, tercatat untuk pokok ini."),
    )
    active = forms.BooleanField(label=_("Dipakai"), required=False, initial=True)


class NewTopicForm(TopicForm):
    """The same with the code that it keeps."""

    key = forms.SlugField(label=_("Kode"), max_length=40, help_text=_("Huruf kecil, angka, tanda hubung; tidak berubah lagi."))
    field_order = ("key",)


class ExemptForm(forms.Form):
    """From which need, why, until when."""

    need = forms.ChoiceField(label=_("Dari kebutuhan mana?"))
    reason = forms.CharField(label=_("Alasan"), max_length=300, widget=_area(2), help_text=CLEAR)
    until = DayField(label=_("Sampai dengan"), required=False, help_text=_("Hari terakhir. Kosongkan bila belum ditentukan."))

    def __init__(self, *args: Any, needs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        need: Any = self.fields["need"]
        need.choices = needs


class RecordForm(forms.Form):
    """Something that somebody learned elsewhere, seen by whoever writes it down."""

    topic = forms.ChoiceField(label=_("Pokok"))
    title = forms.CharField(label=_("Nama pelatihan"), max_length=TITLE)
    done_on = DayField(label=_("Hari selesainya"))
    hours = forms.DecimalField(
        label=_("JP"), required=False, min_value=0, max_value=999, decimal_places=1, help_text=_("Kosong: JP pokoknya.")
    )
    sort = forms.ChoiceField(
        label=_("Cara belajar"), choices=[(one.value, one.label) for one in (Sort.OUTSIDE, Sort.CLASS, Sort.WEBINAR, Sort.READ)]
    )
    provider = forms.CharField(label=_("Penyelenggara"), max_length=TITLE, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topic: Any = self.fields["topic"]
        topic.choices = [(str(one.pk), str(one)) for one in learning.topics()]


class VoidForm(forms.Form):
    """Why a record does not count."""

    reason = forms.CharField(label=_("Mengapa tidak dihitung?"), max_length=300, widget=_area(2), help_text=CLEAR)
