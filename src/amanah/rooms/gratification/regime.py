"""What the public and the desk are told about reports of gratification."""

from collections.abc import Mapping

from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.channels import ASK
from amanah.engines.reports.regimes import Regime
from amanah.rooms.gratification.workflow import GRATIFICATION

FORM = "gratification/1"

LABELS: Mapping[str, Words] = {
    "story": _("Kronologi"),
    "received_on": _("Hari diterima atau ditolak"),
    "received_at": _("Tempat"),
    "form": _("Bentuk"),
    "description": _("Uraian"),
    "value": _("Nilai (rupiah)"),
    "estimated": _("Nilai taksiran"),
    "place_now": _("Di mana objeknya sekarang"),
    "giver": _("Pemberi"),
    "giver_work": _("Pekerjaan atau lembaga pemberi"),
    "giver_contact": _("Alamat atau telepon pemberi"),
    "relation": _("Hubungan dengan penerima"),
    "occasion": _("Peristiwa"),
    "reason": _("Alasan pemberian menurut pelapor"),
    "nik": _("NIK"),
    "nip": _("NIP"),
    "office": _("Jabatan"),
    "unit_name": _("Unit kerja"),
    "address": _("Alamat lengkap"),
    "phone": _("Telepon"),
    "superior": _("Atasan boleh tahu"),
}

STATUS: Mapping[str, Words] = {
    "administration": _("Laporan Anda sudah kami terima dan sedang dicatat UPG."),
    "verification": _("UPG sedang memeriksa kelengkapan laporan Anda."),
    "completing": _("Laporan Anda belum lengkap. Bacalah pertanyaan di bawah dan jawablah sebelum tenggatnya."),
    "analysis": _("Laporan Anda lengkap. UPG sedang menganalisisnya sebelum diteruskan ke KPK."),
    "forwarded": _("Laporan Anda sudah diteruskan ke KPK dan menunggu penetapan."),
    "state_property": _("KPK menetapkan pemberian ini menjadi milik negara. Bacalah pesan UPG tentang penyerahannya."),
    "partly_state_property": _("KPK menetapkan sebagian pemberian ini menjadi milik negara. Bacalah pesan UPG tentang penyerahannya."),
    "recipient_property": _("KPK menetapkan pemberian ini menjadi milik Anda."),
    "not_followed_up": _("KPK tidak menindaklanjuti laporan ini. Alasannya ada dalam pesan UPG."),
    "exempt": _("KPK menyatakan pemberian ini dikecualikan dari kewajiban melapor."),
    "refusal_recorded": _("Penolakan Anda sudah dicatat. Terima kasih."),
    "not_reportable": _("UPG menutup laporan ini: pemberian ini tidak wajib dilaporkan."),
    "official": _("UPG menutup laporan ini: pemberian ini terkait kedinasan dan dikelola instansi."),
    "incomplete": _("UPG menutup laporan ini karena tidak dilengkapi pada waktunya. Anda masih dapat menulis di sini."),
    "duplicate": _("UPG menutup laporan ini karena sudah pernah dilaporkan."),
}

PROMISES: Mapping[str, Words] = {
    "forward": _("UPG meneruskan laporan Anda kepada KPK"),
    "decision": _("KPK menetapkan status pemberian"),
}

REGIME = Regime(
    kind=GRATIFICATION,
    form=FORM,
    labels=LABELS,
    status=STATUS,
    promises=PROMISES,
    tones={
        "administration": "info",
        "verification": "info",
        "completing": "warning",
        "analysis": "info",
        "forwarded": "info",
        "follow_up": "warning",
        "concluded": "success",
    },
    leads_to_action=frozenset({"analysis", "forwarded", "follow_up", "concluded"}),
    written_at={"register": "gift-day", "forward": "gift", "finish": "goods", "set_aside": "goods", ASK: "conversation"},
    protection=2,
)
