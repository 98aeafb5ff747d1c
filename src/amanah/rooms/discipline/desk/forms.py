"""What people write about a case of discipline."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.foundation.organisation.desk.fields import DayField, PersonField
from amanah.kernel import clock
from amanah.kernel.paper import Paper
from amanah.rooms.discipline import penalties
from amanah.rooms.discipline.models import Element
from amanah.rooms.discipline.workflow import DISCIPLINE, LEVELS

LONGEST = 20_000


def _text(label: Any, rows: int = 8, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def _line(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, **kwargs)


def levels() -> list[tuple[str, Any]]:
    """The levels of sanctions, the lightest first."""
    return [(level, DISCIPLINE.outcomes[level]) for level in LEVELS]


class StatementForm(forms.Form):
    """The statement of result. Nothing else reaches the examiner."""

    person = PersonField(label=gettext_lazy("Siapa yang bersangkutan?"))
    topic = forms.ChoiceField(label=gettext_lazy("Jenis pelanggaran"), choices=list(DISCIPLINE.topics.items()), widget=forms.RadioSelect)
    breach = _text(
        gettext_lazy("Apa yang terbukti?"),
        help_text=gettext_lazy("Tulislah dengan kata Anda sendiri apa yang dilakukan yang bersangkutan. Jangan menyalin laporan."),
    )
    occurred = _line(
        gettext_lazy("Kapan dan di mana"),
        help_text=gettext_lazy("Sekasar mungkin: bulan atau rentang waktu, bukan hari yang hanya diketahui sedikit orang."),
    )
    rules = _text(gettext_lazy("Ketentuan yang dilanggar"), rows=3)
    evidence = _text(
        gettext_lazy("Bukti yang dapat diperlihatkan"),
        rows=5,
        help_text=gettext_lazy("Satu bukti tiap baris. Pilih hanya bukti yang tidak menunjuk siapa yang melapor; berkasnya tidak ikut."),
    )
    level = forms.ChoiceField(label=gettext_lazy("Perkiraan tingkat hukuman"), choices=levels, widget=forms.RadioSelect)


class ExaminerForm(forms.Form):
    """Who examines, among those who can."""

    examiner = forms.ChoiceField(label=gettext_lazy("Siapa yang memeriksa?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["examiner"].choices = [*choices, ("", _("Pengelola disiplin yang menetapkan"))]  # type: ignore[attr-defined]
        self.fields["examiner"].required = False
        self.fields["examiner"].help_text = _(
            "Dari atasan langsung ke atas, menurut data organisasi hari ini. Yang berhalangan, terkait, atau tanpa kunci dilewati."
            " Untuk hukuman berat, pengelola disiplin membentuk tim."
        )


class AppointForm(forms.Form):
    """The examiners: the superior or whoever stands in, and the two elements that make a team."""

    leading = forms.ChoiceField(label=gettext_lazy("Atasan yang memeriksa"), required=False, widget=forms.RadioSelect)
    substitute = PersonField(
        label=gettext_lazy("Atau pengganti yang ditunjuk"),
        required=False,
        help_text=gettext_lazy("NIP, nomor lain, atau nama; bila tidak ada atasan yang dapat memeriksa."),
    )
    oversight = PersonField(label=gettext_lazy("Unsur pengawasan"), required=False)
    personnel = PersonField(label=gettext_lazy("Unsur kepegawaian"), required=False)

    OTHERS = (("substitute", Element.SUBSTITUTE), ("oversight", Element.OVERSIGHT), ("personnel", Element.PERSONNEL))

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leading"].choices = [*choices, ("", _("Tidak seorang pun dari daftar ini"))]  # type: ignore[attr-defined]
        self.fields["oversight"].help_text = self.fields["personnel"].help_text = _(
            "Diisi bila pemeriksaan dilakukan oleh tim (hukuman berat)."
        )

    def clean(self) -> dict[str, Any]:
        """Somebody has to examine."""
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(values.get(name) for name in ("leading", "substitute", "oversight", "personnel")):
            self.add_error(None, _("Pilih sedikitnya satu pemeriksa."))
        return values


class SummonsForm(forms.Form):
    """The summons; its letter is drafted from it and numbered with the other letters."""

    hearing = DayField(label=gettext_lazy("Hari pemeriksaan"))
    place = _line(gettext_lazy("Pukul dan tempat"))
    text = _text(gettext_lazy("Isi panggilan"), rows=6)

    def paper(self) -> Paper:
        """The letter as it is sealed."""
        values = self.cleaned_data
        return Paper(values["text"], {"place": values["place"]})


class MinutesForm(forms.Form):
    """The minutes of the examination."""

    present = _text(gettext_lazy("Yang hadir"), rows=3)
    text = _text(gettext_lazy("Tanya jawab dan keterangan"), rows=14)
    signed = forms.ChoiceField(
        label=gettext_lazy("Tanda tangan yang diperiksa"),
        choices=[("signed", gettext_lazy("Menandatangani")), ("refused", gettext_lazy("Menolak menandatangani; dicatat oleh pemeriksa"))],
        widget=forms.RadioSelect,
    )

    def paper(self) -> Paper:
        """The minutes as they are sealed."""
        values = self.cleaned_data
        return Paper(values["text"], {"present": values["present"], "signed": values["signed"]})


class DecisionForm(forms.Form):
    """A decision with its penalty, for somebody else to confirm. The level follows from the penalty; nobody types it."""

    penalty = forms.ChoiceField(label=gettext_lazy("Hukuman"), widget=forms.RadioSelect)
    authority = _line(
        gettext_lazy("Pejabat yang berwenang menghukum"), help_text=gettext_lazy("Nama dan jabatan yang menandatangani keputusan.")
    )
    text = _text(gettext_lazy("Pertimbangan"), rows=10)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = clock.today()
        grouped = [(title, [(one.code, one.title) for one in penalties.in_force(self.on, level)]) for level, title in levels()]
        self.fields["penalty"].choices = grouped  # type: ignore[attr-defined]

    def paper(self) -> Paper:
        """The decision as it is sealed."""
        values = self.cleaned_data
        return Paper(
            values["text"],
            {"penalty": values["penalty"], "on": self.on.isoformat(), "authority": values["authority"]},
        )

    @property
    def level(self) -> str:
        """The level of the penalty chosen."""
        chosen = penalties.named(self.cleaned_data["penalty"], self.on)
        return chosen.level if chosen else ""


class TextForm(forms.Form):
    """Words alone."""

    text = _text(gettext_lazy("Uraian"))

    def paper(self) -> Paper:
        """The words as they are sealed."""
        return Paper(self.cleaned_data["text"])


class DeliveryForm(TextForm):
    """How the decision reached the person."""

    day = DayField(label=gettext_lazy("Hari diterima yang bersangkutan"))
    field_order = ("day", "text")


class RulingForm(TextForm):
    """What was decided on an objection or appeal."""

    result = forms.ChoiceField(label=gettext_lazy("Putusan"), widget=forms.RadioSelect)
    number = _line(gettext_lazy("Nomor putusan"), required=False)
    field_order = ("result", "number", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        changed = [(f"change:{level}", _("Hukuman diubah menjadi: %(level)s") % {"level": title}) for level, title in levels()]
        self.fields["result"].choices = [  # type: ignore[attr-defined]
            ("uphold", _("Keputusan dikuatkan")),
            *changed,
            ("annul", _("Keputusan dibatalkan")),
        ]

    def paper(self) -> Paper:
        """The ruling as it is sealed."""
        return Paper(self.cleaned_data["text"], {"result": self.cleaned_data["result"], "number": self.cleaned_data["number"]})
