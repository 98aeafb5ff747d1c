"""What people write about sessions. Everything here is kept in clear."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from amanah.engines.narrowing import NarrowForm, offer
from amanah.foundation.organisation.desk.fields import DayField, PeopleField, UnitField
from amanah.foundation.organisation.models import Person, Unit
from amanah.rooms.learning import queries as learning
from amanah.rooms.learning.courses.reading import courses
from amanah.rooms.learning.quizzes.queries import tests
from amanah.rooms.learning.sessions.models import Edition, Session, Sort, State
from amanah.rooms.learning.sessions.models.offers import TITLE, WORDS
from amanah.rooms.learning.sessions.services import Content, Plan

TOPICS = 4
"""The most topics that the form of an offer takes."""
QUESTIONS = 10
NO_TEST = gettext_lazy("Tanpa tes")
STANDARD = """Materi ini berguna bagi pekerjaan saya. | What I heard is useful for my work.
Pengajar menjelaskan dengan terang. | The trainer explained clearly.
Saya tahu apa yang akan saya lakukan lain kali. | I know what I will do differently next time.
* Apa yang sebaiknya diubah? | What should be changed?"""


def area(rows: int) -> forms.Textarea:
    """A field for several lines."""
    return forms.Textarea(attrs={"rows": rows})


class TimeField(forms.TimeField):
    """A time in the browser's own control."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), input_formats=["%H:%M", "%H.%M"], **kwargs)


class OfferForm(forms.Form):
    """An offer, or a new edition of one."""

    title = forms.CharField(
        label=gettext_lazy("Judul"), max_length=TITLE, help_text=gettext_lazy("Seperti nanti tertulis pada sertifikat.")
    )
    title_en = forms.CharField(label=gettext_lazy("Judul dalam bahasa Inggris"), max_length=TITLE)
    sort = forms.ChoiceField(label=gettext_lazy("Bentuk"), choices=Sort.choices, widget=forms.RadioSelect)
    course = forms.ChoiceField(label=gettext_lazy("Kursus (hanya untuk kursus mandiri)"), required=False)
    description = forms.CharField(label=gettext_lazy("Isi dan tujuan"), max_length=WORDS, required=False, widget=area(4))
    provider = forms.CharField(
        label=gettext_lazy("Penyelenggara"), max_length=TITLE, required=False, help_text=gettext_lazy("Kosongkan bila unit sendiri.")
    )
    capacity = forms.IntegerField(label=gettext_lazy("Kapasitas biasa (orang)"), required=False, min_value=1, max_value=30_000)
    cost = forms.IntegerField(label=gettext_lazy("Biaya sekali pelaksanaan (Rp)"), required=False, min_value=0)
    pre_test: Any = forms.ModelChoiceField(label=gettext_lazy("Tes awal"), queryset=None, required=False, empty_label=NO_TEST)
    post_test: Any = forms.ModelChoiceField(label=gettext_lazy("Tes akhir"), queryset=None, required=False, empty_label=NO_TEST)
    must_pass = forms.BooleanField(label=gettext_lazy("Hanya yang lulus tes akhir mendapat jam dan sertifikat"), required=False)
    questions = forms.CharField(
        label=gettext_lazy("Pertanyaan umpan balik"),
        required=False,
        max_length=WORDS,
        widget=area(6),
        help_text=gettext_lazy(
            "Satu pertanyaan tiap baris: bahasa Indonesia | bahasa Inggris. Dijawab dengan angka 1–5; "
            "awali dengan * agar dijawab dengan kata-kata."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("pre_test", "post_test"):
            field: Any = self.fields[name]
            field.queryset = tests()
        english = get_language() == "en"
        course: Any = self.fields["course"]
        course.choices = [("", "—"), *((one.id, one.title.en if english else one.title.id) for one in courses().values())]
        for place in range(1, TOPICS + 1):
            self.fields[f"topic{place}"] = forms.ModelChoiceField(
                label=_("Topik %(n)d") % {"n": place}, queryset=learning.topics(), required=place == 1, empty_label="—"
            )
            self.fields[f"hours{place}"] = forms.DecimalField(
                label=_("JP untuk topik %(n)d") % {"n": place},
                required=place == 1,
                min_value=Decimal("0.1"),
                max_digits=5,
                decimal_places=1,
            )
        wanted = ["title", "title_en", "sort", "course"]
        self.order_fields([*wanted, *(f"{part}{place}" for place in range(1, TOPICS + 1) for part in ("topic", "hours"))])

    def clean(self) -> dict[str, Any]:
        """Every topic has its hours, and every hour its topic."""
        said = super().clean() or {}
        for place in range(1, TOPICS + 1):
            if bool(said.get(f"topic{place}")) != bool(said.get(f"hours{place}")) and f"hours{place}" not in self.errors:
                self.add_error(f"hours{place}", _("Isilah topik dan JP-nya bersama-sama."))
        return said

    def clean_questions(self) -> list[dict[str, str]]:
        """The lines as questions."""
        lines = [line.strip() for line in self.cleaned_data["questions"].splitlines() if line.strip()]
        if len(lines) > QUESTIONS:
            raise ValidationError(_("Paling banyak %(n)d pertanyaan."), params={"n": QUESTIONS})
        made = []
        for place, line in enumerate(lines, 1):
            text, _bar, english = line.removeprefix("*").partition("|")
            sort = "words" if line.startswith("*") else "scale"
            made.append({"key": f"q{place}", "sort": sort, "text": text.strip(), "text_en": english.strip()})
        return made

    @property
    def content(self) -> Content:
        """What was written."""
        said = self.cleaned_data
        pairs = [(said[f"topic{place}"], said[f"hours{place}"]) for place in range(1, TOPICS + 1) if said.get(f"topic{place}")]
        names = (
            "title",
            "title_en",
            "sort",
            "description",
            "provider",
            "capacity",
            "course",
            "pre_test",
            "post_test",
            "must_pass",
            "questions",
        )
        return Content(parts=pairs, cost=said["cost"] or 0, **{name: said[name] for name in names})


def of_edition(edition: Edition) -> dict[str, Any]:
    """What the form of an offer begins with."""
    names = ("title", "title_en", "sort", "description", "provider", "capacity", "cost", "course", "pre_test", "post_test", "must_pass")
    lines = [f"{'* ' if one['sort'] == 'words' else ''}{one['text']} | {one['text_en']}" for one in edition.questions]
    first = {name: getattr(edition, name) for name in names} | {"questions": "\n".join(lines)}
    for place, part in enumerate(edition.parts.select_related("topic"), 1):
        first |= {f"topic{place}": part.topic, f"hours{place}": part.hours}
    return first


class PlanForm(forms.Form):
    """A session: when, where, for whom, with whom. Times are those on the walls of the unit."""

    unit = UnitField(label=gettext_lazy("Unit penyelenggara"))
    day = DayField(label=gettext_lazy("Hari pertama"))
    begins = TimeField(label=gettext_lazy("Mulai pukul"))
    last_day = DayField(
        label=gettext_lazy("Hari terakhir"), required=False, help_text=gettext_lazy("Kosongkan bila selesai pada hari yang sama.")
    )
    ends = TimeField(label=gettext_lazy("Selesai pukul"))
    place = forms.CharField(label=gettext_lazy("Tempat"), max_length=TITLE, required=False)
    link = forms.URLField(
        label=gettext_lazy("atau tautan"),
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )
    audience = UnitField(
        label=gettext_lazy("Untuk siapa"),
        help_text=gettext_lazy("Siapa pun di unit ini dan di bawahnya melihat kegiatan dan boleh meminta ikut."),
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Kapasitas (orang)"),
        required=False,
        min_value=1,
        max_value=30_000,
        help_text=gettext_lazy("Kosongkan bila tanpa batas."),
    )
    cost = forms.IntegerField(label=gettext_lazy("Biaya (Rp)"), required=False, min_value=0)
    trainers = PeopleField(label=gettext_lazy("Pengajar dari instansi"), required=False)
    guests = forms.CharField(
        label=gettext_lazy("Pengajar dari luar"),
        max_length=1000,
        required=False,
        widget=area(2),
        help_text=gettext_lazy("Satu nama tiap baris."),
    )
    note = forms.CharField(label=gettext_lazy("Pesan untuk peserta"), max_length=WORDS, required=False, widget=area(3))

    @property
    def plan(self) -> Plan:
        """What was written, in the zone of the unit."""
        said = self.cleaned_data
        zone = ZoneInfo(said["unit"].zone)
        names = [line.strip() for line in said["guests"].splitlines() if line.strip()]
        return Plan(
            begins=datetime.combine(said["day"], said["begins"], zone),
            ends=datetime.combine(said["last_day"] or said["day"], said["ends"], zone),
            audience=said["audience"],
            place=said["place"],
            link=said["link"],
            capacity=said["capacity"],
            cost=said["cost"] or 0,
            note=said["note"],
            trainers=[*said["trainers"], *names],
        )


def of_session(session: Session) -> dict[str, Any]:
    """What the form of a session begins with."""
    begins, ends = session.begins.astimezone(session.zone), session.ends.astimezone(session.zone)
    trainers = list(session.trainers.select_related("person"))
    people = [one.person for one in trainers if one.person is not None]
    return {
        "unit": session.unit.code,
        "day": begins.date(),
        "begins": begins.time(),
        "last_day": ends.date() if ends.date() != begins.date() else None,
        "ends": ends.time(),
        "place": session.place,
        "link": session.link,
        "audience": session.audience.code,
        "capacity": session.capacity,
        "cost": session.cost or None,
        "trainers": "\n".join(_named(person) for person in people),
        "guests": "\n".join(one.name for one in trainers if one.person is None),
        "note": session.note,
    }


def first_plan(edition: Edition, unit: Unit | None) -> dict[str, Any]:
    """What the form of a new session begins with."""
    code = unit.code if unit is not None else ""
    return {"unit": code, "audience": code, "capacity": edition.capacity, "cost": edition.cost or None}


class NominateForm(forms.Form):
    """People by number or name, for who manages the session."""

    persons = PeopleField(label=gettext_lazy("Peserta"), required=False)


class GuestForm(forms.Form):
    """Somebody of a business associate."""

    name = forms.CharField(label=gettext_lazy("Nama"), max_length=150, help_text=gettext_lazy("Seperti nanti tertulis pada sertifikat."))
    organisation = forms.CharField(label=gettext_lazy("Lembaga atau perusahaan"), max_length=160)
    email = forms.EmailField(label=gettext_lazy("Surel"), required=False, help_text=gettext_lazy("Ke sini undangan dan tautannya dikirim."))


class ReasonForm(forms.Form):
    """A short reason."""

    text = forms.CharField(label=gettext_lazy("Alasan"), max_length=300, widget=area(3))


class CodeForm(forms.Form):
    """The code that is shown where the session is."""

    code = forms.CharField(
        label=gettext_lazy("Kode kehadiran"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=gettext_lazy("Delapan huruf dan angka yang ditampilkan pengajar atau tercetak pada poster."),
    )


class OutsideForm(forms.Form):
    """A certificate that one earned elsewhere."""

    title = forms.CharField(label=gettext_lazy("Nama pelatihan"), max_length=TITLE)
    provider = forms.CharField(label=gettext_lazy("Diselenggarakan oleh"), max_length=TITLE)
    paper_number = forms.CharField(label=gettext_lazy("Nomor sertifikat"), max_length=80, required=False)
    topic: Any = forms.ModelChoiceField(
        label=gettext_lazy("Topik yang dipenuhi"),
        queryset=None,
        empty_label="—",
        help_text=gettext_lazy("Pemeriksa dapat menolaknya bila tidak sesuai."),
    )
    done_on = DayField(label=gettext_lazy("Selesai pada"))
    hours = forms.DecimalField(label=gettext_lazy("Jam pelajaran (JP)"), min_value=Decimal("0.1"), max_digits=5, decimal_places=1)
    file = forms.FileField(
        label=gettext_lazy("Berkas sertifikat"),
        allow_empty_file=True,
        help_text=gettext_lazy("PDF atau gambar. Hanya Anda dan pengelola pembelajaran yang dapat mengunduhnya."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topic: Any = self.fields["topic"]
        topic.queryset = learning.topics()


class HoursForm(forms.Form):
    """For how many JP a certificate from elsewhere counts."""

    hours = forms.DecimalField(label=gettext_lazy("Diakui sebanyak (JP)"), min_value=Decimal("0.1"), max_digits=5, decimal_places=1)


class FilterForm(NarrowForm):
    """What the list of sessions can be narrowed to."""

    text = forms.CharField(label=gettext_lazy("Judul atau nomor"), required=False, max_length=80)
    state = offer(gettext_lazy("Tahap"), dict(State.choices))
    sort = offer(gettext_lazy("Bentuk"), dict(Sort.choices))
    coming = forms.BooleanField(label=gettext_lazy("Hanya yang akan datang"), required=False)
    mine = forms.BooleanField(label=gettext_lazy("Hanya yang saya ikuti"), required=False)
    led = forms.BooleanField(label=gettext_lazy("Hanya yang saya ajar"), required=False)
    said = {
        "text": gettext_lazy("memuat “%(text)s”"),
        "coming": gettext_lazy("akan datang"),
        "mine": gettext_lazy("saya ikuti"),
        "led": gettext_lazy("saya ajar"),
    }

    def titled(self, name: str, value: Any) -> str:
        """Within a sentence."""
        return super().titled(name, value).lower()


class OfferFilterForm(NarrowForm):
    """What the catalogue can be narrowed to."""

    text = forms.CharField(label=gettext_lazy("Judul"), required=False, max_length=80)
    sort = offer(gettext_lazy("Bentuk"), dict(Sort.choices))
    retired = forms.BooleanField(label=gettext_lazy("Yang sudah tidak dipakai"), required=False)
    said = {"text": gettext_lazy("memuat “%(text)s”"), "retired": gettext_lazy("sudah tidak dipakai")}

    def titled(self, name: str, value: Any) -> str:
        """Within a sentence."""
        return super().titled(name, value).lower()


def _named(person: Person) -> str:
    return person.nip or person.other_number or person.name
