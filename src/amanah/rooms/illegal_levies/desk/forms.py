"""What staff write about a levy. Every text here is sealed; the codes beside it stand in clear."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.reports.desk.forms import LONGEST
from amanah.foundation.letters.models import Letter
from amanah.foundation.organisation.models import Unit
from amanah.foundation.public_services import queries as catalogue
from amanah.kernel import clock
from amanah.rooms.illegal_levies.models import Answer, Body, Jurisdiction, Known, Role
from amanah.rooms.illegal_levies.sheets import Levy, Payer, Register, Screening, official_fee
from amanah.rooms.illegal_levies.workflow import MODES

MOST_PAYERS = 500


def _text(label: Any, hint: Any = "", *, rows: int = 3, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=LONGEST, required=required, widget=forms.Textarea(attrs={"rows": rows}))


class LevyForm(forms.Form):
    """What happened, as far as it is known."""

    service = forms.ChoiceField(
        label=gettext_lazy("Layanan"),
        required=False,
        help_text=gettext_lazy("Tarif resmi pada hari kejadian diambil dari katalog layanan ketika catatan ini disimpan."),
    )
    service_name = forms.CharField(label=gettext_lazy("Layanan lain, bila tidak ada dalam daftar"), max_length=200, required=False)
    stage = forms.ChoiceField(label=gettext_lazy("Tahap layanan"), required=False)
    day = forms.DateField(
        label=gettext_lazy("Hari kejadian"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Kosongkan bila tidak diketahui; tarif pada hari laporan diterima yang dipakai."),
    )
    time = forms.CharField(label=gettext_lazy("Waktu menurut pelapor"), max_length=200, required=False)
    place = forms.CharField(label=gettext_lazy("Tempat"), max_length=300, required=False)
    asked = forms.IntegerField(label=gettext_lazy("Uang yang diminta (rupiah)"), min_value=0, max_value=10**12, required=False)
    paid = forms.IntegerField(label=gettext_lazy("Uang yang dibayar (rupiah)"), min_value=0, max_value=10**12, required=False)
    role = forms.ChoiceField(label=gettext_lazy("Kedudukan yang meminta"), choices=Role.choices)
    actor = _text(gettext_lazy("Siapa yang meminta"), gettext_lazy("Nama atau ciri, jabatan, dan lewat siapa."), rows=2, required=False)
    mode = forms.ChoiceField(label=gettext_lazy("Modus"), choices=list(MODES.items()))
    text = _text(gettext_lazy("Uraian"), gettext_lazy("Bagaimana uang diminta, kepada siapa dibayar, apa yang terjadi bila tidak."), rows=5)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offers = catalogue.offers(clock.today())
        service, stage = self.fields["service"], self.fields["stage"]
        service.choices = [  # type: ignore[attr-defined]
            ("", _("Tidak ada dalam daftar")),
            *((offer.service.code, f"{offer.edition.name} ({offer.service.code})") for offer in offers),
        ]
        stage.choices = [("", _("Tidak diketahui")), *_stages(offers)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The day is not to come, and a stage belongs to its service."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("day") and given["day"] > clock.today():
            self.add_error("day", _("Hari kejadian tidak boleh setelah hari ini."))
        code, _sign, stage = given.get("stage", "").partition("/")
        if stage and code != given.get("service"):
            self.add_error("stage", _("Pilih tahap dari layanan yang sama."))
        given["stage"] = stage
        return given

    def levy(self, opened_on: date, unit: Unit | None = None) -> Levy:
        """The cleaned answers with the official fee of that day."""
        given = self.cleaned_data
        name, official = official_fee(given["service"], given["day"] or opened_on)
        return Levy(
            **{key: given[key] for key in ("service", "stage", "time", "place", "asked", "paid", "actor", "role", "mode", "text")},
            service_name=name or given["service_name"],
            day=given["day"].isoformat() if given["day"] else "",
            unit=str(unit.pk) if unit else "",
            unit_name=unit.name if unit else "",
            official=official,
        )


def _stages(offers: list[catalogue.Offer]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (offer.edition.name, [(f"{offer.service.code}/{stage['key']}", stage["title"]) for stage in offer.edition.stages])
        for offer in offers
        if offer.edition.stages
    ]


class ScreeningForm(forms.Form):
    """Is it ours, and is it new?"""

    jurisdiction = forms.ChoiceField(label=gettext_lazy("Wewenang siapa?"), choices=Jurisdiction.choices, widget=forms.RadioSelect)
    jurisdiction_why = _text(gettext_lazy("Alasan uji kewenangan"), gettext_lazy("Layanan apa, diberikan siapa, diatur oleh apa."))
    known = forms.ChoiceField(label=gettext_lazy("Sudah pernah dilaporkan?"), choices=Known.choices, widget=forms.RadioSelect)
    same_as = forms.CharField(
        label=gettext_lazy("Nomor laporan yang sama"),
        max_length=14,
        required=False,
        help_text=gettext_lazy("Laporan yang serupa disarankan pada halaman Laporan yang berkaitan."),
    )
    known_why = _text(
        gettext_lazy("Alasan uji laporan ganda"), gettext_lazy("Dibandingkan dengan laporan mana, apa yang sama atau berbeda.")
    )

    def clean(self) -> dict[str, Any]:
        """A repeated report names the one it repeats."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("known") == Known.SAME and not given.get("same_as"):
            self.add_error("same_as", _("Tulis nomor laporan yang sama."))
        return given

    def tests(self) -> Screening:
        """The cleaned answers."""
        return Screening(**self.cleaned_data | {"same_as": self.cleaned_data["same_as"].strip().upper()})


class ReferralForm(forms.Form):
    """To whom, by which letter."""

    body = forms.ChoiceField(label=gettext_lazy("Dilimpahkan kepada"), choices=Body.choices, widget=forms.RadioSelect)
    letter = forms.ChoiceField(label=gettext_lazy("Surat pelimpahan"), help_text=gettext_lazy("Hanya surat perkara ini yang bernomor."))
    text = _text(gettext_lazy("Yang disertakan"), gettext_lazy("Bukti dan keterangan apa yang ikut, apa yang tidak, dan mengapa."))

    def __init__(self, *args: Any, letters: list[Letter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letter"].choices = [(str(letter.pk), letter.number) for letter in letters]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What law enforcement answered."""

    answer = forms.ChoiceField(label=gettext_lazy("Jawaban"), choices=Answer.choices, widget=forms.RadioSelect)
    text = _text(gettext_lazy("Isi jawaban"), gettext_lazy("Nomor dan tanggal surat, petugas penghubung, langkah berikutnya."))


class RepaymentForm(forms.Form):
    """Who gets how much back."""

    payers = _text(
        gettext_lazy("Pembayar"),
        gettext_lazy("Satu orang per baris: nama | jumlah dalam rupiah | cara menghubungi. Daftar ini tersegel."),
        rows=6,
    )
    ground = _text(gettext_lazy("Dasar pengembalian"), gettext_lazy("Temuan mana, siapa yang mengembalikan, dan dari mana uangnya."))

    def clean_payers(self) -> tuple[Payer, ...]:
        """Each line as a payer; the line that is wrong is named."""
        lines = [line for line in self.cleaned_data["payers"].splitlines() if line.strip()]
        if len(lines) > MOST_PAYERS:
            raise forms.ValidationError(_("Paling banyak %(most)d orang dalam satu daftar."), params={"most": MOST_PAYERS})
        return tuple(_payer(number, line) for number, line in enumerate(lines, 1))

    def register(self) -> Register:
        """The cleaned answers."""
        return Register(self.cleaned_data["payers"], self.cleaned_data["ground"])


def _payer(number: int, line: str) -> Payer:
    name, amount, contact = ([part.strip() for part in line.split("|", 2)] + ["", ""])[:3]
    digits = amount.lower().removeprefix("rp").replace(".", "").replace(" ", "")
    if not name or not digits.isascii() or not digits.isdigit() or not 0 < int(digits) <= 10**12:
        message = _("Baris %(n)d tidak terbaca: tulis nama, garis tegak, lalu jumlah di atas nol. Yang tertulis: %(line)s")
        raise forms.ValidationError(message, params={"n": number, "line": line})
    return Payer(name, int(digits), contact)


class SlipForm(forms.Form):
    """That the money reached somebody."""

    text = _text(gettext_lazy("Bukti terima"), gettext_lazy("Tanggal, cara (tunai, transfer), nomor bukti, dan siapa saksinya."), rows=2)
