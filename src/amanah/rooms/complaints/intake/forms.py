"""The questions put to whoever complains, suggests or asks, one form a page, and what they fill in afterwards."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.intake.fields import LongText, Names, OfferedService, ShortText, Step, titled
from amanah.rooms.complaints.questions import ANSWERS, QUESTIONS, SKIP
from amanah.rooms.complaints.services.taking import YES

NO = "no"


class AboutForm(Step):
    """What it is, and which service."""

    topic = forms.ChoiceField(
        label=_("Yang ingin disampaikan"),
        choices=[
            ("complaint", titled(_("Pengaduan"), _("Layanan buruk, lambat, keliru, atau tidak diberikan."))),
            ("information", titled(_("Permintaan informasi"), _("Anda ingin tahu sesuatu: syarat, kemajuan berkas, atau aturan."))),
            ("aspiration", titled(_("Aspirasi"), _("Usul, saran, atau penghargaan."))),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu."), "invalid_choice": _("Pilih salah satu.")},
    )
    service = OfferedService(
        label=_("Layanan yang dimaksud"),
        help_text=_("Bila tidak ada dalam daftar, biarkan, lalu sebutkan dalam uraian Anda."),
    )


class StoryForm(Step):
    """The heart of it, with what the Law on Public Services wants a complaint to say."""

    what = LongText(
        label=_("Uraian Anda"),
        help_text=_("Apa yang terjadi, atau apa yang ingin Anda ketahui atau usulkan."),
        rows=8,
        error_messages={"required": _("Tulis uraiannya, walau hanya satu kalimat.")},
    )
    loss = LongText(label=_("Apa kerugian Anda?"), required=False, rows=2)
    wish = LongText(label=_("Apa yang Anda harapkan dari kami?"), required=False, rows=2)
    when = ShortText(label=_("Kapan?"), help_text=_("Perkiraan saja cukup, misalnya “awal Maret 2026”."), required=False)
    where = ShortText(label=_("Di mana?"), help_text=_("Misalnya nama kantor, kota, atau loket."), required=False)
    who = Names(
        label=_("Adakah pegawai yang Anda keluhkan?"),
        help_text=_("Satu nama per baris. Orang yang Anda tulis, dan atasannya, tidak dapat melihat pengaduan ini."),
        required=False,
        rows=2,
    )


class TreatmentForm(Step):
    """Two things that have nothing to do with each other: whether one is known, and whether the content may be public."""

    anonymous = forms.ChoiceField(
        label=_("Bolehkah petugas tahu siapa Anda?"),
        choices=[
            (
                NO,
                titled(
                    _("Ya, saya menulis nama"), _("Hanya petugas yang menanganinya yang membaca nama Anda; nama tidak pernah diterbitkan.")
                ),
            ),
            (YES, titled(_("Tidak, anonim"), _("Tanya jawab tetap bisa lewat kotak komunikasi."))),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu."), "invalid_choice": _("Pilih salah satu.")},
    )
    secret = forms.ChoiceField(
        label=_("Bolehkah isinya diterbitkan?"),
        choices=[
            (
                NO,
                titled(
                    _("Boleh"),
                    _("Petugas dapat menerbitkan ringkasannya beserta jawabannya, tanpa data pribadi, agar berguna bagi orang lain."),
                ),
            ),
            (YES, titled(_("Rahasiakan"), _("Isinya tidak pernah diterbitkan."))),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu."), "invalid_choice": _("Pilih salah satu.")},
    )


class IdentityForm(Step):
    """Who one is, asked only of those who want to say it."""

    name = ShortText(label=_("Nama Anda"), error_messages={"required": _("Tulis nama Anda, atau kembali dan pilih anonim.")})
    contact = ShortText(
        label=_("Cara menghubungi Anda"),
        help_text=_("Nomor telepon atau surel. Boleh dikosongkan: jawaban ada di kotak komunikasi."),
        required=False,
    )


class DecisionForm(Step):
    """What one wants to add to a decision."""

    text = LongText(label=_("Penjelasan Anda"), required=False, rows=3)


class RatingForm(Step):
    """Three questions with coded answers, and words."""

    answered = forms.ChoiceField(label=QUESTIONS["answered"], choices=list(ANSWERS.items()), widget=forms.RadioSelect, initial=SKIP)
    clear = forms.ChoiceField(label=QUESTIONS["clear"], choices=list(ANSWERS.items()), widget=forms.RadioSelect, initial=SKIP)
    quick = forms.ChoiceField(label=QUESTIONS["quick"], choices=list(ANSWERS.items()), widget=forms.RadioSelect, initial=SKIP)
    text = LongText(label=_("Apa yang seharusnya lebih baik?"), required=False, rows=4)
