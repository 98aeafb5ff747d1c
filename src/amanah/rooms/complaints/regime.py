"""What the public and the desk are told about complaints."""

from collections.abc import Mapping

from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.regimes import Regime
from amanah.rooms.complaints.workflow import COMPLAINT

FORM = "complaint/1"

LABELS: Mapping[str, Words] = {
    "what": _("Uraian"),
    "loss": _("Kerugian yang dialami"),
    "wish": _("Yang diharapkan"),
    "service": _("Layanan"),
    "when": _("Waktu"),
    "where": _("Tempat"),
}

STATUS: Mapping[str, Words] = {
    "received": _("Sudah kami terima dan menunggu diverifikasi."),
    "awaiting": _("Kami memerlukan kelengkapan dari Anda. Bacalah pertanyaan di bawah, lalu jawablah."),
    "verified": _("Sudah lengkap dan digolongkan; sedang disiapkan tindak lanjutnya."),
    "forwarded": _("Sudah diteruskan kepada unit yang berwenang menjawab."),
    "process": _("Sedang ditindaklanjuti."),
    "escalated": _("Sudah dinaikkan kepada atasan pengelola pengaduan."),
    "referred": _("Diteruskan kepada instansi yang berwenang; jawabannya kami pantau."),
    "answered": _("Sudah dijawab. Bacalah jawabannya di bawah, lalu sampaikan apakah sudah selesai menurut Anda."),
    "fulfilled": _("Selesai: permintaan Anda dipenuhi."),
    "partly": _("Selesai: permintaan Anda dipenuhi sebagian."),
    "explained": _("Selesai: penjelasan sudah disampaikan."),
    "refused": _("Selesai: permintaan Anda tidak dapat dipenuhi. Alasannya ada dalam jawaban."),
    "noted": _("Selesai: masukan Anda dicatat."),
    "settled_elsewhere": _("Sudah diselesaikan di sistem asalnya."),
    "withdrawn": _("Dianggap dicabut karena tidak dilengkapi sampai batas waktunya. Anda dapat menyampaikannya lagi kapan saja."),
    "not_competent": _("Diarsipkan karena bukan kewenangan instansi ini. Bacalah ke mana Anda dapat menyampaikannya."),
    "illogical": _("Diarsipkan karena uraiannya tidak dapat ditindaklanjuti. Alasannya ada dalam surat penutup."),
    "duplicate": _("Diarsipkan karena hal yang sama sudah ditangani dalam pengaduan lain."),
}

PROMISES: Mapping[str, Words] = {
    "verify": _("Kami memverifikasi dan meneruskannya kepada yang berwenang"),
    "completeness": _("Anda diberi tahu apakah uraian Anda sudah lengkap"),
    "first_response": _("Anda mendapat tanggapan pertama"),
    "resolve": _("Anda mendapat jawaban; untuk permintaan informasi lebih cepat, untuk yang perlu diperiksa lebih lama"),
    "decide": _("Batas akhir jawaban menurut Undang-Undang Pelayanan Publik"),
}

REGIME = Regime(
    kind=COMPLAINT,
    form=FORM,
    labels=LABELS,
    status=STATUS,
    promises=PROMISES,
    look_again=frozenset({"first_response", "resolve"}),
    tones={"received": "info", "awaiting": "warning", "escalated": "warning", "answered": "info", "resolved": "success"},
    leads_to_action=frozenset({"process", "escalated", "answered", "resolved"}),
    written_at={"forward": "handling", "refer": "handling", "take_back": "handling", "answer": "conversation"},
    protection=1,
)
