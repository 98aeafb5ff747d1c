"""How a pulse says no."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal


class Refused(Refusal):
    """It will not be done, and nothing was changed."""

    sentences = {
        "role": _("Peran Anda tidak mencakup unit ini."),
        "questions": _("Pilih satu sampai lima pertanyaan."),
        "few": _("Unit ini terlalu kecil: angkanya tidak akan pernah dapat ditampilkan tanpa membuka jawaban orang."),
        "days": _("Hari penutupan harus sesudah hari pembukaan, dan hari pembukaan belum lewat."),
        "overlap": _("Ada putaran lain pada hari-hari itu. Satu denyut dijawab satu putaran setiap kali."),
        "ended": _("Denyut ini sudah diakhiri."),
        "closed": _("Putaran ini sudah ditutup."),
        "open": _("Putaran ini belum ditutup."),
        "early": _("Putaran ini belum dibuka."),
        "empty": _("Belum ada pertanyaan yang dijawab."),
        "choice": _("Ada jawaban yang tidak dikenal."),
        "campaign": _("Kampanye itu tidak ditemukan."),
    }
