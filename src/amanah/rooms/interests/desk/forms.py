"""What people write about interests."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.foundation.organisation.desk.fields import PersonField, UnitField
from amanah.rooms.interests.models import Kind
from amanah.rooms.interests.papers import Words
from amanah.rooms.interests.register import About
from amanah.rooms.interests.services import CONTROLS, OWN, Draft, Measures
from amanah.rooms.interests.workflow import SOURCES
from amanah.ui.forms import with_hint

LONGEST = 8000
MOST_LINES = 10
SHORT = 300


class LinesField(forms.CharField):
    """Several short entries, one on a line; each may be looked up by another field."""

    def __init__(self, each: forms.Field | None = None, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=MOST_LINES * SHORT, **kwargs)
        self.each = each

    def clean(self, value: Any) -> Any:
        """What the lines mean, in their order; each once."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError(_("Paling banyak %(most)s baris."), params={"most": MOST_LINES})
        found: list[Any] = []
        for line in lines:
            try:
                meant = self.each.clean(line) if self.each else line[:SHORT]
            except ValidationError as refusal:
                raise ValidationError(f"“{line[:60]}”: {refusal.messages[0]}") from refusal
            if meant not in found:
                found.append(meant)
        return tuple(found)


class DeclareForm(forms.Form):
    """One interest."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Bagaimana keadaannya?"),
        widget=forms.RadioSelect,
        choices=[
            (
                Kind.ACTUAL.value,
                with_hint(gettext_lazy("Sudah bersinggungan"), gettext_lazy("Menyentuh tugas atau keputusan Anda sekarang.")),
            ),
            (
                Kind.POTENTIAL.value,
                with_hint(gettext_lazy("Mungkin bersinggungan kelak"), gettext_lazy("Belum menyentuh tugas Anda; dicatat dalam register.")),
            ),
        ],
    )
    source = forms.ChoiceField(label=gettext_lazy("Dari mana asalnya?"), widget=forms.RadioSelect, choices=list(SOURCES.items()))
    what = forms.CharField(
        label=gettext_lazy("Ceritakan kepentingan itu"),
        help_text=gettext_lazy("Tulisan ini tersegel; hanya Anda, atasan yang memutus, dan pengelola konflik kepentingan yang membacanya."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    relation = forms.CharField(
        label=gettext_lazy("Hubungan Anda dengan pihak itu"),
        help_text=gettext_lazy("Misalnya: adik kandung, pemegang saham 20 persen, pengurus yayasan."),
        max_length=SHORT,
        required=False,
    )
    tied = forms.BooleanField(
        label=gettext_lazy("Ini menyentuh satu keputusan yang sedang atau akan saya tangani"),
        help_text=gettext_lazy("Keputusan itu segera berpindah kepada atasan Anda, lalu kepada pengganti, supaya pemohon tidak menunggu."),
        required=False,
    )
    decision = forms.CharField(
        label=gettext_lazy("Keputusan yang mana?"),
        help_text=gettext_lazy("Misalnya: permohonan lisensi PT Karya Aman, atau panitia pengadaan seragam 2026."),
        max_length=SHORT,
        required=False,
    )
    people = LinesField(
        PersonField(),
        label=gettext_lazy("Pegawai instansi ini yang terkait"),
        help_text=gettext_lazy("Satu per baris, dengan NIP atau nama. Mereka tidak akan melihat pernyataan ini."),
    )
    units = LinesField(
        UnitField(),
        label=gettext_lazy("Unit yang terkait"),
        help_text=gettext_lazy("Satu per baris, dengan kode atau nama. Untuk unit lain, bukan unit Anda sendiri."),
    )
    names = LinesField(
        label=gettext_lazy("Perusahaan, lembaga, atau penyedia yang terkait"), help_text=gettext_lazy("Satu nama per baris.")
    )
    numbers = LinesField(
        label=gettext_lazy("Nomor perkara, permohonan, atau pengadaan"),
        help_text=gettext_lazy("Satu per baris. Perkara bernomor itu langsung dilepaskan dari Anda."),
    )
    proposal = forms.CharField(
        label=gettext_lazy("Usul Anda untuk menjaganya tetap terpisah"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """A declaration for one decision says which."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("tied") and not said.get("decision"):
            self.add_error("decision", _("Sebutkan keputusan yang mana."))
        return said

    def draft(self) -> Draft:
        """What was written, as the service takes it."""
        said = self.cleaned_data
        about = About(said["people"], said["units"], said["names"], said["numbers"])
        named = [str(person) for person in said["people"]] + [str(unit) for unit in said["units"]] + [*said["names"], *said["numbers"]]
        words = Words(said["what"], said["relation"], tuple(named), said["decision"], said["proposal"])
        return Draft(said["kind"], said["source"], said["tied"], words, about)


class BeginForm(DeclareForm):
    """The same, written by a superior about somebody of theirs who did not declare it."""

    person = PersonField(
        label=gettext_lazy("Mengenai pegawai"), help_text=gettext_lazy("NIP atau nama. Hanya pegawai yang Anda atasi dapat ditelaah.")
    )
    field_order = ("person",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"]
        words = {
            "what": _("Apa yang Anda ketahui?"),
            "relation": _("Hubungan pegawai dengan pihak itu"),
            "tied": _("Ini menyentuh satu keputusan yang sedang atau akan ia tangani"),
            "proposal": _("Pengendalian yang Anda pikirkan"),
        }
        for name, label in words.items():
            self.fields[name].label = label
        self.fields["what"].help_text = _("Pegawai itu membacanya dan dapat menjelaskan. Tulis keadaannya, bukan dugaan niatnya.")
        self.fields["tied"].help_text = _("Keputusan itu segera berpindah kepada Anda, lalu kepada pengganti, agar pemohon tidak menunggu.")
        self.fields["units"].help_text = _("Satu per baris, dengan kode atau nama. Untuk unit lain, bukan unit pegawai itu sendiri.")
        self.fields["numbers"].help_text = _("Satu per baris. Perkara bernomor itu langsung dilepaskan darinya.")

    def draft(self) -> Draft:
        """What was written; what a superior begins is weighed as an actual conflict."""
        self.cleaned_data["kind"] = Kind.ACTUAL.value
        return super().draft()


class TextForm(forms.Form):
    """A few sentences."""

    text = forms.CharField(label=gettext_lazy("Uraian"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}))


class DismissForm(forms.Form):
    """Why it is no conflict."""

    text = forms.CharField(
        label=gettext_lazy("Telaah Anda"),
        help_text=gettext_lazy("Apakah keadaannya benar seperti dinyatakan, dan mengapa tidak memengaruhi keputusan."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ControlForm(forms.Form):
    """How it is kept out of decisions."""

    text = forms.CharField(
        label=gettext_lazy("Telaah Anda"),
        help_text=gettext_lazy("Apakah keadaannya benar seperti dinyatakan, dan apa dampaknya pada keputusan."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    controls = forms.MultipleChoiceField(
        label=gettext_lazy("Pengendalian"), widget=forms.CheckboxSelectMultiple, choices=list(CONTROLS.items())
    )
    executor = PersonField(
        label=gettext_lazy("Siapa yang melaksanakan pengalihan, pembatasan, perubahan tugas, atau pengawasan"),
        help_text=gettext_lazy("NIP atau nama. Mundur dan melepas kepentingan dilaksanakan sendiri oleh yang bersangkutan."),
        required=False,
    )
    verifier = forms.ChoiceField(label=gettext_lazy("Siapa yang memeriksa buktinya"))

    def __init__(self, *args: Any, verifiers: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(account.pk): account.person for account in verifiers if account.person}
        self.fields["verifier"].choices = [(key, str(person)) for key, person in self._people.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Somebody is named wherever somebody else must act."""
        said: dict[str, Any] = super().clean() or {}
        if set(said.get("controls", ())) - OWN and not said.get("executor") and "executor" not in self.errors:
            self.add_error("executor", _("Sebutkan siapa yang melaksanakannya."))
        return said

    def measures(self) -> Measures:
        """What was decided, as the service takes it."""
        said = self.cleaned_data
        return Measures(tuple(said["controls"]), said["executor"], self._people[said["verifier"]])


class SubstituteForm(forms.Form):
    """Who takes the matter meanwhile."""

    person = PersonField(label=gettext_lazy("Pengganti sementara"))
    note = forms.CharField(
        label=gettext_lazy("Apa yang digantikan"),
        help_text=gettext_lazy("Dibaca pengganti, TIDAK tersegel. Sebut nomor berkas atau rapatnya saja, bukan kepentingannya."),
        max_length=SHORT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AppointForm(forms.Form):
    """Who decides, where no superior can."""

    person = PersonField(label=gettext_lazy("Pemutus"))


class RegisterForm(forms.Form):
    """How the register is narrowed."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), required=False)
    source = forms.ChoiceField(label=gettext_lazy("Asal"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Keadaan"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", _("Semua"))]
        states = [("open", _("Menunggu keputusan")), ("standing", _("Berlaku")), ("ended", _("Berakhir atau bukan konflik"))]
        for name, choices in (("kind", Kind.choices), ("source", list(SOURCES.items())), ("status", states)):
            self.fields[name].choices = [*every, *choices]  # type: ignore[attr-defined]
