"""What people write about a scope. Everything here is kept in clear."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from amanah.engines.narrowing import NarrowForm, offer
from amanah.engines.risks.declare import BRIBERY
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.desk.fields import DayField, PersonField, UnitField
from amanah.foundation.organisation.models import Person
from amanah.kernel import numbers
from amanah.rooms.antibribery import declare, queries
from amanah.rooms.antibribery.models import TITLE, WORDS, Scope

CLEAR = gettext_lazy("Kata di sini tidak disegel: jangan menulis apa pun dari suatu laporan.")


def area(rows: int) -> forms.Textarea:
    """A field of several lines."""
    return forms.Textarea(attrs={"rows": rows})


def words(label: Any, rows: int = 4, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    """A field for some sentences."""
    return forms.CharField(label=label, max_length=WORDS, widget=area(rows), required=required, help_text=help_text)


class FilterForm(NarrowForm):
    """What the list can be narrowed to."""

    state = offer(gettext_lazy("Status"), declare.STATES)
    edition = offer(
        gettext_lazy("Edisi"),
        {declare.EDITION_2025: gettext_lazy("memakai edisi 2025"), declare.EDITION_2016: gettext_lazy("memakai edisi 2016")},
    )
    text = forms.CharField(label=gettext_lazy("Nama, unit, atau nomor memuat"), required=False, max_length=60)
    said = {"text": gettext_lazy("nama, unit, atau nomor memuat %(text)s")}


class ChangeForm(forms.Form):
    """What is said of a scope beside its statement."""

    title = forms.CharField(label=gettext_lazy("Nama ruang lingkup"), max_length=TITLE, help_text=CLEAR)
    editions = forms.ChoiceField(label=gettext_lazy("Edisi standar"), choices=list(declare.EDITIONS.items()))
    top_title = forms.CharField(label=gettext_lazy("Jabatan manajemen puncak"), max_length=TITLE)
    top_person = PersonField(label=gettext_lazy("Pemegang jabatan itu"), required=False)
    governing = forms.CharField(
        label=gettext_lazy("Dewan pengarah"),
        max_length=TITLE,
        required=False,
        help_text=gettext_lazy(
            "Menteri, tim pengarah, atau badan lain di atas manajemen puncak. Kosongkan bila tugasnya dipikul manajemen puncak."
        ),
    )
    headcount = forms.IntegerField(label=gettext_lazy("Jumlah orang di dalamnya"), min_value=0, max_value=1_000_000, required=False)
    parent = forms.CharField(
        label=gettext_lazy("Bagian dari ruang lingkup"),
        max_length=14,
        required=False,
        help_text=gettext_lazy("Nomornya, misalnya LS-26-7F3K9Q. Kosongkan bila berdiri sendiri."),
    )
    reason = words(gettext_lazy("Mengapa diubah?"), 2)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean_parent(self) -> Scope | None:
        """The scope of that number, if the viewer may know of it."""
        number = numbers.tidy(self.cleaned_data["parent"])
        found = queries.find(self.viewer, number) if number else None
        if number and found is None:
            raise ValidationError(gettext_lazy("Ruang lingkup ini tidak ditemukan."))
        return found

    @classmethod
    def of(cls, scope: Scope) -> dict[str, Any]:
        """What a scope holds, as the fields show it."""
        plain = {name: getattr(scope, name) for name in ("title", "editions", "top_title", "governing", "headcount")}
        top, parent = scope.top_person, scope.parent
        return {**plain, "top_person": (top.nip or top.other_number or top.name) if top else "", "parent": parent.number if parent else ""}


class NewForm(ChangeForm):
    """A new scope."""

    reason = None  # type: ignore[assignment]  # nothing is changed yet
    unit = UnitField(label=gettext_lazy("Unit"))
    statement = words(
        gettext_lazy("Apa yang tercakup?"),
        5,
        help_text=gettext_lazy("Kegiatan, layanan, dan lokasi, dalam kata-kata yang dipahami orang luar."),
    )
    excluded = words(gettext_lazy("Apa yang tidak tercakup, dan mengapa?"), 3, required=False)
    field_order = ("title", "unit", "statement", "excluded", "editions", "top_title", "top_person", "governing", "headcount", "parent")


class StatementForm(forms.Form):
    """The next version of the statement."""

    text = words(gettext_lazy("Apa yang tercakup?"), 6)
    excluded = words(gettext_lazy("Apa yang tidak tercakup, dan mengapa?"), 3, required=False)
    reason = words(gettext_lazy("Mengapa ditetapkan ulang?"), 2)


class AppointForm(forms.Form):
    """Who carries the function."""

    decree = forms.CharField(label=gettext_lazy("Nomor keputusan"), max_length=TITLE)
    decree_on = DayField(label=gettext_lazy("Tanggal keputusan"))
    members = forms.CharField(
        label=gettext_lazy("Anggota"),
        max_length=WORDS,
        widget=area(4),
        help_text=gettext_lazy("Satu orang satu baris: NIP, nomor lain, atau nama. Yang pertama adalah ketuanya."),
    )
    independence = words(
        gettext_lazy("Bagaimana independensinya dijaga?"),
        3,
        help_text=gettext_lazy("Apa yang tidak boleh mereka kerjakan atau putuskan sendiri."),
    )
    access = words(gettext_lazy("Bagaimana mereka mencapai manajemen puncak dan dewan pengarah secara langsung?"), 3)

    def clean_members(self) -> list[Person]:
        """The people who are meant, in order."""
        field = PersonField()
        meant = (field.clean(line) for line in self.cleaned_data["members"].splitlines() if line.strip())
        return [person for person in meant if person is not None]


class TransitionForm(forms.Form):
    """A confirmed day and its source."""

    day = DayField(label=gettext_lazy("Hari terakhir edisi 2016 dapat dipakai"))
    source = forms.CharField(
        label=gettext_lazy("Sumbernya"),
        max_length=TITLE,
        help_text=gettext_lazy(
            "Surat lembaga sertifikasi, kontrak, atau pengumuman KAN, dengan nomor dan tanggalnya. Amanah tidak menduga tanggal ini."
        ),
    )


class ItemForm(forms.Form):
    """Something that the scope stands in."""

    title = forms.CharField(label=gettext_lazy("Nama"), max_length=TITLE)
    words = words(gettext_lazy("Uraian"), 3, required=False, help_text=CLEAR)
    climate = forms.BooleanField(label=gettext_lazy("Berkaitan dengan perubahan iklim"), required=False)

    def __init__(self, *args: Any, sort: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = declare.WORDS_OF[sort]
        if sort not in {declare.INTERNAL, declare.EXTERNAL, declare.PARTY}:
            del self.fields["climate"]


class ClassForm(forms.Form):
    """The class of bribery risk of a process."""

    bribery_class = forms.ChoiceField(label=gettext_lazy("Golongan risiko suap"), choices=list(BRIBERY.items()), widget=forms.RadioSelect)
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=1000, widget=area(3))


class ClimateForm(forms.Form):
    """Whether climate change matters here."""

    relevant = forms.ChoiceField(
        label=gettext_lazy("Apakah perubahan iklim isu yang relevan di sini?"),
        choices=[("yes", gettext_lazy("Ya, relevan")), ("no", gettext_lazy("Tidak relevan"))],
        widget=forms.RadioSelect,
    )
    reason = words(gettext_lazy("Alasan"), 3, help_text=gettext_lazy("Kedua jawaban memerlukan alasan; auditor akan menanyakannya."))


class PlanForm(forms.Form):
    """A change that is planned."""

    title = forms.CharField(label=gettext_lazy("Apa yang berubah?"), max_length=TITLE, help_text=CLEAR)
    why = words(gettext_lazy("Mengapa?"), 3)
    consequences = words(gettext_lazy("Apa akibatnya bagi sistem, termasuk risiko suap?"), 4)
    resources = words(gettext_lazy("Orang, uang, dan waktu yang diperlukan"), 2, required=False)
    responsible = PersonField(label=gettext_lazy("Penanggung jawab"))
    begins_on = DayField(label=gettext_lazy("Mulai"), help_text=gettext_lazy("Keputusan harus jatuh sebelum hari ini."))


class DecideForm(forms.Form):
    """A decision about a change."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Keputusan"),
        choices=[("yes", gettext_lazy("Setujui perubahan")), ("no", gettext_lazy("Tolak perubahan"))],
        widget=forms.RadioSelect,
    )
    reason = words(gettext_lazy("Alasan"), 3)


class TextForm(forms.Form):
    """Some words."""

    text = words(gettext_lazy("Uraian"), 4)


class ReportForm(forms.Form):
    """What the function says of a period."""

    since = DayField(label=gettext_lazy("Dari"))
    until = DayField(label=gettext_lazy("Sampai dengan"))
    adequate = words(gettext_lazy("Apakah sistem memadai untuk risiko yang ada?"), 5, help_text=CLEAR)
    working = words(gettext_lazy("Apakah sistem berjalan sebagaimana mestinya?"), 5)
    done = words(
        gettext_lazy("Apa yang dikerjakan FKAP?"),
        4,
        required=False,
        help_text=gettext_lazy("Nasihat yang diberikan, audit, dan investigasi: jumlahnya saja, tanpa nama dan tanpa isi perkara."),
    )
    asks = words(gettext_lazy("Apa yang perlu diputuskan?"), 3, required=False)
