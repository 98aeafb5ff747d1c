"""What people write about breaches and requests."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.foundation.organisation.desk.fields import DayField, PersonField, UnitField
from amanah.kernel.paper import Paper
from amanah.rooms.personal_data.models import Activity, Gravity, Search
from amanah.rooms.personal_data.services.handling import Extent
from amanah.rooms.personal_data.workflow import BREACH, REQUEST, RIGHTS

LONGEST = 20_000
GROUNDS = {
    "safety": gettext_lazy("Membahayakan keamanan atau kesehatan seseorang (Pasal 33 huruf a)"),
    "others": gettext_lazy("Mengungkap data pribadi orang lain (Pasal 33 huruf b)"),
    "defence": gettext_lazy("Bertentangan dengan pertahanan dan keamanan nasional (Pasal 33 huruf c)"),
    "enforcement": gettext_lazy("Kepentingan proses penegakan hukum yang sudah diketahui pemohon (Pasal 15)"),
    "public": gettext_lazy("Kepentingan umum dalam penyelenggaraan negara (Pasal 15)"),
    "duty": gettext_lazy("Peraturan mewajibkan data itu tetap disimpan"),
    "absent": gettext_lazy("Data yang diminta tidak ada pada kami"),
}
HOW = {
    "letter": gettext_lazy("Surat"),
    "mail": gettext_lazy("Surel"),
    "counter": gettext_lazy("Datang langsung"),
    "other": gettext_lazy("Cara lain"),
}


def _text(label: Any, rows: int = 8, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def _line(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, **kwargs)


def _pick(label: Any, titles: Mapping[str, Any], **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(titles.items()), widget=forms.RadioSelect, **kwargs)


class MomentField(forms.DateTimeField):
    """A day and an hour of the house's zone in the browser's own control."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%d-%m-%Y %H:%M"],
            **kwargs,
        )


class ActivitiesField(forms.ModelMultipleChoiceField):
    """Which activities of the register are meant."""

    def __init__(self, **kwargs: Any) -> None:
        in_force = Activity.objects.filter(ended_on__isnull=True)
        super().__init__(queryset=in_force, widget=forms.CheckboxSelectMultiple, required=False, **kwargs)


class TextForm(forms.Form):
    """Words alone."""

    text = _text(gettext_lazy("Uraian"))

    def paper(self) -> Paper:
        """The words as they are sealed."""
        return Paper(self.cleaned_data["text"])


class BreachForm(forms.Form):
    """What is known when a breach is recorded. Little is enough: the hours run."""

    topic = _pick(gettext_lazy("Apa yang terjadi?"), BREACH.topics)
    known_at = MomentField(
        label=gettext_lazy("Sejak kapan diketahui?"),
        help_text=gettext_lazy(
            "Saat pertama kali seseorang di kantor ini mengetahuinya, bukan saat Anda mencatat. Dari sini waktu berjalan."
        ),
    )
    text = _text(
        gettext_lazy("Apa yang sudah diketahui?"),
        help_text=gettext_lazy(
            "Apa, sejak kapan, di mana, bagaimana diketahui, apa yang sudah dihentikan. Yang belum jelas boleh menyusul."
        ),
    )
    activities = ActivitiesField(label=gettext_lazy("Pada kegiatan pemrosesan yang mana?"))
    person = PersonField(
        label=gettext_lazy("Siapa yang mungkin menyebabkannya?"),
        required=False,
        help_text=gettext_lazy("Orang ini dan atasannya tidak akan melihat perkara ini. NIP, nomor lain, atau nama."),
    )
    unit = UnitField(
        label=gettext_lazy("Atau unit yang mungkin menyebabkannya"),
        required=False,
        help_text=gettext_lazy("Orang pada unit ini dan pimpinannya tidak akan melihat perkara ini. Kode unit, atau kata dari namanya."),
    )

    def paper(self) -> Paper:
        """What is known, as it is sealed."""
        return Paper(self.cleaned_data["text"])


class AssessmentForm(forms.Form):
    """How large it is, as far as is known today; it may be written again."""

    gravity = _pick(gettext_lazy("Akibat yang mungkin bagi subjek data"), dict(Gravity.choices))
    people = forms.IntegerField(
        label=gettext_lazy("Berapa orang yang terkena?"),
        required=False,
        min_value=0,
        max_value=1_000_000_000,
        help_text=gettext_lazy("Perkiraan cukup; kosongkan bila belum diketahui."),
    )
    specific = forms.BooleanField(
        label=gettext_lazy("Ada data yang bersifat spesifik (kesehatan, biometrik, anak, keuangan, catatan kejahatan, dan sejenisnya)"),
        required=False,
    )
    affected = _text(gettext_lazy("Data apa saja yang terkena?"), rows=4)
    text = _text(gettext_lazy("Bagaimana terjadi, dan apa akibatnya?"))
    public = forms.BooleanField(
        label=gettext_lazy("Masyarakat perlu diberi tahu"),
        required=False,
        help_text=gettext_lazy("Bila layanan publik terganggu atau akibatnya berat bagi masyarakat (Pasal 46 ayat (3))."),
    )
    activities = ActivitiesField(label=gettext_lazy("Tambahkan kegiatan pemrosesan yang terkena"))

    def paper(self) -> Paper:
        """The assessment as it is sealed."""
        values = self.cleaned_data
        return Paper(values["text"], {"data": values["affected"]})

    def extent(self) -> Extent:
        """What of it goes into the log as a figure or a code."""
        values = self.cleaned_data
        return Extent(values["gravity"], values["people"], values["specific"], values["public"])


class NoticeForm(forms.Form):
    """A written notice with what the law wants in it."""

    sent_at = MomentField(label=gettext_lazy("Kapan dikirim?"))
    to = _line(gettext_lazy("Kepada siapa"))
    how = _line(gettext_lazy("Dikirim melalui"), help_text=gettext_lazy("Misalnya surat, surel, atau pengumuman."))
    affected = _text(gettext_lazy("Data pribadi yang terungkap"), rows=3)
    text = _text(gettext_lazy("Kapan dan bagaimana terungkap"), rows=6)
    measures = _text(gettext_lazy("Upaya penanganan dan pemulihan"), rows=4)
    late_because = _text(
        gettext_lazy("Sebab terlambat"),
        rows=2,
        required=False,
        help_text=gettext_lazy("Hanya bila waktunya sudah lewat. Tidak ikut tercetak."),
    )

    def paper(self) -> Paper:
        """The notice as it is sealed."""
        values = self.cleaned_data
        return Paper(values["text"], {"data": values["affected"], **{name: values[name] for name in ("to", "how", "measures")}})


class RequestForm(forms.Form):
    """A request as it came in. The words of it are sealed."""

    right = _pick(gettext_lazy("Apa yang diminta?"), RIGHTS)
    name = _line(gettext_lazy("Nama pemohon"))
    contact = _line(gettext_lazy("Alamat untuk menjawab"))
    how = _pick(gettext_lazy("Masuk melalui"), HOW)
    received_on = DayField(label=gettext_lazy("Hari diterima"))
    hour = forms.TimeField(
        label=gettext_lazy("Jam diterima"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("Bila diketahui. Untuk sebagian besar permohonan undang-undang menghitung jam sejak saat ini."),
    )
    text = _text(gettext_lazy("Isi permohonan"))
    person = PersonField(
        label=gettext_lazy("Pemohon bekerja di sini?"),
        required=False,
        help_text=gettext_lazy("Bila ya, ia tidak akan melihat berkas permohonannya di meja kerja ini. NIP, nomor lain, atau nama."),
    )

    def paper(self) -> Paper:
        """The request as it is sealed."""
        values = self.cleaned_data
        hour = values["hour"].strftime("%H:%M") if values["hour"] else ""
        return Paper(values["text"], {"name": values["name"], "contact": values["contact"], "how": values["how"], "hour": hour})


class FindingForm(forms.Form):
    """What was found in one activity."""

    activity = forms.ModelChoiceField(label=gettext_lazy("Kegiatan pemrosesan"), queryset=Activity.objects.none(), empty_label="—")
    finding = _pick(gettext_lazy("Hasil pencarian"), dict(Search.Finding.choices))
    text = _text(gettext_lazy("Apa yang ditemukan, atau di mana sudah dicari"), rows=5)

    def __init__(self, *args: Any, activities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activity"].queryset = activities  # type: ignore[attr-defined]


class ReplyForm(forms.Form):
    """The answer, for somebody else to confirm."""

    outcome = _pick(gettext_lazy("Permohonan ini"), {code: REQUEST.outcomes[code] for code in ("granted", "partly", "refused")})
    ground = forms.ChoiceField(
        label=gettext_lazy("Alasan untuk bagian yang ditolak"),
        choices=[("", "—"), *GROUNDS.items()],
        required=False,
        help_text=gettext_lazy("Nomor pasal belum dicocokkan dengan naskah resmi."),
    )
    text = _text(
        gettext_lazy("Jawaban kepada pemohon"),
        rows=12,
        help_text=gettext_lazy("Jangan menyebut laporan, pengaduan, atau pemeriksaan, juga untuk menyatakan bahwa tidak ada."),
    )

    def paper(self) -> Paper:
        """The answer as it is sealed."""
        return Paper(self.cleaned_data["text"], {"ground": self.cleaned_data["ground"]})


class EndingForm(TextForm):
    """Why a request ends without an answer in substance."""

    outcome = _pick(gettext_lazy("Sebabnya"), {code: REQUEST.outcomes[code] for code in ("withdrawn", "unidentified")})
    field_order = ("outcome", "text")


class AppointForm(forms.Form):
    """Who helps with a case."""

    person = PersonField(label=gettext_lazy("Siapa yang ikut menangani?"))

    def clean_person(self) -> Any:
        """Somebody who can sign in."""
        found = self.cleaned_data["person"]
        if found is not None and not found.accounts.exists():
            raise forms.ValidationError(_("Orang ini tidak mempunyai akun."))
        return found
