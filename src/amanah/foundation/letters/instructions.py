"""What a disposition may ask for."""

from django.utils.translation import gettext_lazy as _

INSTRUCTIONS = {
    "follow_up": _("Tindak lanjuti"),
    "study": _("Pelajari dan beri pendapat"),
    "reply": _("Siapkan jawaban"),
    "coordinate": _("Koordinasikan"),
    "attend": _("Hadiri atau wakili"),
    "report": _("Laporkan hasilnya"),
    "file": _("Arsipkan"),
    "information": _("Untuk diketahui"),
}
