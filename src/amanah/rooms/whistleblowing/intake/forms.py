"""The questions put to a reporter, one form a page. What a person typed is never cut: too long is said beside the field."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.choices import BaseChoiceIterator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.intake.fields import LongText, Names, ShortText, Step, titled
from amanah.engines.reports.report import ANONYMOUS, CONFIDENTIAL, OPEN
from amanah.rooms.whistleblowing.outside_recipients import queries as outside
from amanah.rooms.whistleblowing.topics import TOPICS
from amanah.rooms.whistleblowing.workflow import SHARED_ROUTE


class TopicForm(Step):
    """What it is about."""

    topic = forms.ChoiceField(
        label=_("Pilih satu yang paling dekat"),
        choices=[(topic.key, titled(topic.title, topic.hint)) for topic in TOPICS],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih satu yang paling dekat. Bila tidak ada yang cocok, pilih “Hal lain”."),
            "invalid_choice": _("Pilih satu dari daftar ini."),
        },
    )


class StoryForm(Step):
    """The heart of it, and the only thing that must be said."""

    what = LongText(
        label=_("Ceritakan kejadiannya"),
        help_text=_("Tulis apa adanya, dengan urutan yang Anda ingat. Anda boleh menulis sampai 20.000 huruf."),
        rows=10,
        error_messages={"required": _("Tulis apa yang terjadi, walau hanya satu kalimat. Tanpa itu tidak ada yang dapat ditelaah.")},
    )
    who = Names(
        label=_("Siapa yang terlibat?"),
        help_text=_(
            "Satu nama per baris; jabatan atau NIP juga boleh. Sistem menutup laporan bagi orang yang Anda tulis dan para atasannya."
        ),
        required=False,
        rows=4,
    )


class DetailsForm(Step):
    """The rest of who, what, when, where, how and how much."""

    when = ShortText(
        label=_("Kapan?"), help_text=_("Perkiraan saja cukup, misalnya “awal Maret 2026” atau “setiap akhir bulan”."), required=False
    )
    where = ShortText(label=_("Di mana tepatnya?"), help_text=_("Misalnya ruang, loket, rumah makan, atau lewat telepon."), required=False)
    how = LongText(
        label=_("Bagaimana caranya?"),
        help_text=_("Misalnya siapa menghubungi siapa, dan lewat apa uang diserahkan."),
        required=False,
        rows=4,
    )
    known = LongText(
        label=_("Bagaimana Anda mengetahuinya?"),
        help_text=_(
            "Misalnya melihat sendiri, diminta langsung, atau diberi tahu. Bila ingin anonim, jangan sebut hal yang hanya Anda tahu."
        ),
        required=False,
        rows=3,
    )
    amount = ShortText(
        label=_("Berapa nilai uang atau barangnya?"),
        help_text=_("Perkiraan saja cukup, misalnya “sekitar 2 juta rupiah per berkas”."),
        required=False,
    )


class ShieldForm(Step):
    """Who else must not see it."""

    exclude = Names(
        label=_("Nama orang atau unit, satu per baris"),
        help_text=_("Tulis nama selengkap yang Anda tahu. NIP atau jabatan juga boleh."),
        required=False,
        rows=4,
    )


class ModeForm(Step):
    """How much of oneself to show."""

    mode = forms.ChoiceField(
        label=_("Pilih satu cara"),
        choices=[
            (ANONYMOUS, titled(_("Anonim"), _("Anda tidak menulis nama. Tanya jawab tetap bisa lewat kotak komunikasi."))),
            (
                CONFIDENTIAL,
                titled(
                    _("Rahasia"),
                    _("Nama Anda masuk amplop tersegel tersendiri. Yang memeriksa laporan tidak dapat membukanya; hanya penyimpan amplop."),
                ),
            ),
            (OPEN, titled(_("Terbuka"), _("Nama Anda dapat dibaca oleh petugas yang memeriksa laporan ini."))),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih satu cara melapor."), "invalid_choice": _("Pilih satu cara melapor.")},
    )


class IdentityForm(Step):
    """Who one is, asked only of those who want to say it."""

    name = ShortText(
        label=_("Nama Anda"),
        error_messages={"required": _("Tulis nama Anda, atau kembali dan pilih melapor secara anonim.")},
    )
    contact = ShortText(
        label=_("Cara menghubungi Anda"),
        help_text=_("Nomor telepon atau surel pribadi, bukan milik kantor."),
        required=False,
    )
    note = LongText(
        label=_("Pesan tentang menghubungi Anda"),
        help_text=_("Misalnya “hanya malam hari” atau “jangan menelepon ke rumah”."),
        required=False,
        rows=2,
    )


class _Offered(BaseChoiceIterator):
    """The recipients that a reporter may choose. Those outside are looked up only by whoever gets as far as them."""

    def __init__(self, *, with_top: bool) -> None:
        self._with_top = with_top

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        yield "inspectorate", titled(_("Inspektorat Jenderal"), _("Pengawas internal instansi ini, untuk semua jenis pelanggaran."))
        yield (
            "antibribery",
            titled(
                _("Fungsi Kepatuhan Anti Penyuapan (FKAP)"),
                _("Unit penjaga kepatuhan antipenyuapan, untuk suap, gratifikasi, dan pemerasan."),
            ),
        )
        yield (
            SHARED_ROUTE,
            titled(
                _("Beberapa pemegang bersama"),
                _(
                    "Untuk perkara terberat. Tidak seorang petugas pun dapat membacanya sendirian: beberapa pemegang harus membukanya "
                    "bersama, dan semua pemegang diberi tahu. Lebih aman, tetapi lebih lambat dibaca dan dijawab."
                ),
            ),
        )
        for ref, recipient in outside.receiving().items():
            purpose = format_lazy(
                _("{purpose} Dibaca langsung oleh lembaga ini, bukan oleh instansi; nama Anda, bila ditulis, juga hanya olehnya."),
                purpose=recipient.purpose,
            )
            yield ref, titled(recipient.name, purpose)
        if self._with_top:
            yield (
                RecipientForm.TOP,
                titled(
                    _("Pimpinan puncak terlibat"),
                    _("Tunjukkan dahulu saluran di luar instansi ini. Sesudah itu Anda tetap boleh memilih penerima di atas."),
                ),
            )


class RecipientForm(Step):
    """Who receives it; "top" is no recipient but asks for the outside channels first."""

    TOP = "top"
    route = forms.ChoiceField(
        label=_("Pilih satu penerima"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih satu penerima."), "invalid_choice": _("Pilih satu penerima dari daftar ini.")},
    )

    def __init__(self, *args: Any, with_top: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["route"].choices = _Offered(with_top=with_top)  # type: ignore[attr-defined]  # a ChoiceField, declared above

    @property
    def choices(self) -> list[Any]:
        """The recipients offered."""
        return list(self.fields["route"].choices)  # type: ignore[attr-defined]  # a ChoiceField, declared above

    @choices.setter
    def choices(self, offered: list[Any]) -> None:
        self.fields["route"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField, declared above
