"""The questions put to somebody who was asked for money, one form a page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.intake.fields import LongText, Names, OfferedService, ShortText, Step, titled
from amanah.engines.reports.report import ANONYMOUS, OPEN
from amanah.rooms.illegal_levies.workflow import MODES


class ServiceForm(Step):
    """Which service; "" for one that is not in the list."""

    service = OfferedService(
        label=_("Pilih layanannya"),
        help_text=_("Tidak menemukannya? Pilih “Layanan lain”, lalu sebutkan dalam cerita Anda."),
    )


class MoneyForm(Step):
    """How much was asked, and how much was paid."""

    asked = ShortText(
        label=_("Berapa uang yang diminta?"),
        help_text=_("Perkiraan saja cukup, misalnya “2.000.000” atau “sekitar 2 juta per berkas”."),
        required=False,
    )
    paid = ShortText(
        label=_("Berapa yang sudah dibayar?"), help_text=_("Tulis 0 bila belum ada. Simpan buktinya bila ada."), required=False
    )


class MethodForm(Step):
    """How it was asked for."""

    topic = forms.ChoiceField(
        label=_("Pilih satu yang paling dekat"),
        choices=list(MODES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih satu yang paling dekat."), "invalid_choice": _("Pilih satu dari daftar ini.")},
    )


class StoryForm(Step):
    """The heart of it."""

    what = LongText(
        label=_("Ceritakan kejadiannya"),
        help_text=_("Siapa berkata apa, kepada siapa uang diberikan, dan apa yang terjadi bila tidak membayar."),
        rows=8,
        error_messages={"required": _("Tulis apa yang terjadi, walau hanya satu kalimat. Tanpa itu tidak ada yang dapat ditelaah.")},
    )
    who = Names(
        label=_("Siapa yang meminta?"),
        help_text=_("Satu nama per baris, bila Anda tahu. Sistem menutup laporan bagi orang yang Anda tulis dan para atasannya."),
        required=False,
        rows=3,
    )
    when = ShortText(label=_("Kapan?"), help_text=_("Perkiraan saja cukup, misalnya “awal Maret 2026”."), required=False)
    where = ShortText(label=_("Di mana tepatnya?"), help_text=_("Misalnya loket, ruang, atau lewat telepon."), required=False)
    how = ShortText(
        label=_("Lewat apa uang diminta atau dibayar?"), help_text=_("Misalnya tunai, transfer, atau lewat biro jasa."), required=False
    )


class ModeForm(Step):
    """How much of oneself to show."""

    mode = forms.ChoiceField(
        label=_("Pilih satu cara"),
        choices=[
            (ANONYMOUS, titled(_("Anonim"), _("Anda tidak menulis nama. Tanya jawab tetap bisa lewat kotak komunikasi."))),
            (OPEN, titled(_("Terbuka"), _("Nama Anda dapat dibaca oleh petugas yang memeriksa laporan ini."))),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih satu cara melapor."), "invalid_choice": _("Pilih satu cara melapor.")},
    )


class IdentityForm(Step):
    """Who one is, asked only of those who want to say it."""

    name = ShortText(label=_("Nama Anda"), error_messages={"required": _("Tulis nama Anda, atau kembali dan pilih melapor secara anonim.")})
    contact = ShortText(
        label=_("Cara menghubungi Anda"), help_text=_("Nomor telepon atau surel pribadi, bukan milik kantor."), required=False
    )
