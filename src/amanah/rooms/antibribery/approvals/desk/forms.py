"""What people write about what is given, delegated decisions and associates' commitments. Everything here is kept in clear."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from amanah.engines.narrowing import NarrowForm, offer
from amanah.engines.risks.declare import BRIBERY
from amanah.foundation.imports import values
from amanah.foundation.organisation.desk.fields import DayField, PeopleField, PersonField, UnitField
from amanah.rooms.antibribery.approvals import declare
from amanah.rooms.antibribery.approvals.models import TITLE
from amanah.rooms.antibribery.desk.forms import CLEAR
from amanah.rooms.antibribery.desk.forms import words as written

YES_NO = [("yes", _("Ya")), ("no", _("Tidak"))]
_LONGEST_AMOUNT = 20


class AmountField(forms.CharField):
    """An amount in whole rupiah, with points between the thousands or without."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Dalam rupiah, misalnya 1.500.000."))
        super().__init__(
            max_length=_LONGEST_AMOUNT, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}), **kwargs
        )

    def clean(self, value: Any) -> int | None:
        """The amount; None if the field was left empty and may be."""
        try:
            return values.whole(super().clean(value))
        except values.Unfit as unfit:
            raise ValidationError(str(unfit)) from None


class RequestFilter(NarrowForm):
    """What the list of gifts can be narrowed to."""

    state = offer(_("Status"), {"open": _("belum diputuskan"), **declare.STATES})
    kind = offer(_("Jenis"), declare.KINDS)
    flag = offer(
        _("Perhatian"),
        {
            "late": _("diminta atau diputuskan sesudah terjadi"),
            "overdue": _("laporan terlambat"),
            "deviates": _("berbeda dari persetujuan"),
        },
    )
    year = forms.CharField(label=_("Tahun"), required=False, max_length=4)
    scope = forms.CharField(label=_("Ruang lingkup memuat"), required=False, max_length=60)
    text = forms.CharField(label=_("Uraian, penerima, atau nomor memuat"), required=False, max_length=60)
    said = {
        "year": _("tahun %(text)s"),
        "scope": _("ruang lingkup memuat %(text)s"),
        "text": _("uraian, penerima, atau nomor memuat %(text)s"),
    }


class DelegationFilter(NarrowForm):
    """What the list of delegated decisions can be narrowed to."""

    state = offer(_("Keadaan"), declare.STANDINGS)
    scope = forms.CharField(label=_("Ruang lingkup memuat"), required=False, max_length=60)
    text = forms.CharField(label=_("Keputusan, orang, unit, atau nomor memuat"), required=False, max_length=60)
    said = {"scope": _("ruang lingkup memuat %(text)s"), "text": _("keputusan, orang, unit, atau nomor memuat %(text)s")}


class CommitmentFilter(NarrowForm):
    """What the list of commitments can be narrowed to."""

    state = offer(_("Status"), declare.COMMITMENT_STATES)
    flag = offer(_("Perhatian"), {"ended": _("sudah habis masa"), "no_right": _("tanpa hak mengakhiri kontrak")})
    scope = forms.CharField(label=_("Ruang lingkup memuat"), required=False, max_length=60)
    text = forms.CharField(label=_("Rekan bisnis, kontrak, atau nomor memuat"), required=False, max_length=60)
    said = {"scope": _("ruang lingkup memuat %(text)s"), "text": _("rekan bisnis, kontrak, atau nomor memuat %(text)s")}


class AskForm(forms.Form):
    """What is to be given, and to whom."""

    kind = forms.ChoiceField(label=_("Apa yang diberikan?"), choices=list(declare.KINDS.items()), widget=forms.RadioSelect)
    title = forms.CharField(label=_("Uraian singkat"), max_length=TITLE, help_text=CLEAR)
    purpose = written(_("Untuk apa, dan mengapa wajar?"), 3)
    programme = forms.CharField(label=_("Acara atau program"), max_length=TITLE, required=False)
    recipient = forms.CharField(label=_("Penerima"), max_length=TITLE, help_text=_("Nama orang atau lembaga yang menerima."))
    recipient_kind = forms.ChoiceField(label=_("Siapa penerimanya?"), choices=list(declare.RECIPIENTS.items()), widget=forms.RadioSelect)
    pending = forms.ChoiceField(
        label=_("Adakah keputusan yang sedang menunggu?"),
        choices=list(declare.PENDING.items()),
        widget=forms.RadioSelect,
        initial=declare.NO_DECISION,
        help_text=_("Izin, pengadaan, pemeriksaan, anggaran, atau perkara di antara penerima dan instansi."),
    )
    pending_words = written(_("Keputusan apa?"), 2, required=False)
    value = AmountField(label=_("Nilai seluruhnya"))
    people = forms.IntegerField(label=_("Untuk berapa orang?"), min_value=1, max_value=100_000, initial=1)
    cash = forms.BooleanField(label=_("Berupa uang, voucher, atau sejenisnya"), required=False)
    event_on = DayField(
        label=_("Kapan diberikan?"), help_text=_("Mintalah sebelumnya. Permintaan sesudah pemberian tetap dicatat, dan ditandai begitu.")
    )
    unit = UnitField(label=_("Unit yang memberi"))
    takes_part = PeopleField(
        label=_("Siapa dari instansi yang ikut serta?"),
        required=False,
        help_text=_("Satu orang satu baris: NIP, nomor lain, atau nama. Yang ikut serta tidak memutuskan."),
    )
    others = forms.CharField(label=_("Siapa lagi yang ikut serta?"), max_length=TITLE, required=False)
    diligence = forms.CharField(
        label=_("Uji tuntas penerima"), max_length=TITLE, required=False, help_text=_("Nomor uji tuntasnya, bila sudah ada.")
    )


class SignForm(forms.Form):
    """A yes or a no."""

    verdict = forms.ChoiceField(
        label=_("Keputusan"), choices=[("yes", _("Setujui pemberian")), ("no", _("Tolak pemberian"))], widget=forms.RadioSelect
    )
    reason = written(_("Alasan"), 3, help_text=CLEAR)
    conditions = written(_("Syarat, bila ada"), 2, required=False)


class ReasonForm(forms.Form):
    """A reason."""

    text = written(_("Alasan"), 3, help_text=CLEAR)


class ReportForm(forms.Form):
    """What was given in the end."""

    value = AmountField(label=_("Nilai yang diberikan"))
    day = DayField(label=_("Hari pemberian"))
    words = written(_("Apa yang diberikan, dan siapa yang hadir?"), 3, help_text=CLEAR)
    evidence = forms.CharField(
        label=_("Bukti"),
        max_length=TITLE,
        help_text=_("Nomor kuitansi atau berita acara, dan tempatnya disimpan. Berkasnya dapat dilampirkan sesudah ini."),
    )
    deviation = written(_("Mengapa berbeda dari yang disetujui?"), 2, required=False)


class DelegateForm(forms.Form):
    """Who decides in whose place."""

    decision = forms.CharField(
        label=_("Keputusan apa?"),
        max_length=TITLE,
        help_text=_("Satu jenis keputusan dengan risiko suap di atas rendah, misalnya “menandatangani lisensi”."),
    )
    words = written(_("Batas dan syarat lain"), 2, required=False, help_text=CLEAR)
    ceiling = AmountField(
        label=_("Sampai nilai berapa?"), required=False, help_text=_("Dalam rupiah. Kosongkan bila keputusannya tidak bernilai uang.")
    )
    unit = UnitField(label=_("Unit tempat keputusan itu"))
    delegator = PersonField(label=_("Didelegasikan oleh"), help_text=_("Pemimpin unit atau di atasnya: NIP, nomor lain, atau nama."))
    delegate = PersonField(label=_("Didelegasikan kepada"))
    instrument = forms.CharField(label=_("Surat atau keputusannya"), max_length=TITLE)
    since = DayField(label=_("Dari"))
    until = DayField(label=_("Sampai dengan"))
    checked = written(
        _("Bagaimana dipastikan tidak ada konflik kepentingan?"), 3, help_text=_("Apa yang ditanyakan atau diperiksa, dan apa jawabannya.")
    )


class ConfirmForm(forms.Form):
    """That nothing stands between."""

    text = written(_("Apa yang Anda periksa sebelum menyatakannya?"), 3, help_text=CLEAR)


class ConflictForm(forms.Form):
    """That something stands between."""

    text = written(
        _("Dalam hal apa Anda tidak memutuskan?"),
        3,
        help_text=_("Tidak perlu merinci hubungannya; rinciannya dinyatakan pada kepentingan Anda."),
    )
    instead = PersonField(
        label=_("Siapa yang memutuskan?"), required=False, help_text=_("Kosongkan bila keputusan kembali kepada yang mendelegasikan.")
    )


class AskCommitmentForm(forms.Form):
    """Of whom a commitment is asked."""

    associate = forms.CharField(label=_("Rekan bisnis"), max_length=TITLE, help_text=CLEAR)
    matter = forms.CharField(label=_("Kontrak atau transaksi"), max_length=TITLE)
    bribery_class = forms.ChoiceField(label=_("Golongan risiko suap"), choices=list(BRIBERY.items()), widget=forms.RadioSelect)
    unit = UnitField(label=_("Unit yang mengikatnya"))
    diligence = forms.CharField(
        label=_("Uji tuntas"), max_length=TITLE, required=False, help_text=_("Nomor uji tuntasnya, bila sudah ada.")
    )


class CommitForm(forms.Form):
    """What the associate gave."""

    document = forms.CharField(
        label=_("Tertulis di mana?"), max_length=TITLE, help_text=_("Nomor kontrak, surat pernyataan, atau klausulnya.")
    )
    right_to_end = forms.ChoiceField(label=_("Apakah kontrak dapat diakhiri karena suap?"), choices=YES_NO, widget=forms.RadioSelect)
    expires_on = DayField(label=_("Berlaku sampai"), required=False, help_text=_("Kosongkan bila tanpa akhir."))
    training = forms.CharField(
        label=_("Pelatihan yang ditawarkan"),
        max_length=TITLE,
        required=False,
        help_text=_("Nama pelatihannya dan kapan. Kosongkan bila tidak ada."),
    )


class RefuseForm(forms.Form):
    """That the associate would not."""

    reason = written(_("Alasan rekan bisnis"), 3, help_text=CLEAR)
    instead = written(
        _("Apa yang dilakukan sebagai gantinya?"),
        3,
        help_text=_("Misalnya pengendalian tambahan, nilai yang dibatasi, atau tidak jadi diikat."),
    )
    training = forms.CharField(label=_("Pelatihan yang ditawarkan"), max_length=TITLE, required=False)
