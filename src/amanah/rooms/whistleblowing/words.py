"""Words that the desk and the reporter's mailbox share."""

from django.utils.translation import gettext_lazy as _

from amanah.rooms.whistleblowing.models import IdentityRequest

PURPOSES = {
    IdentityRequest.Purpose.CLARIFY: _("meminta keterangan langsung kepada pelapor"),
    IdentityRequest.Purpose.PROTECT: _("melindungi pelapor"),
    IdentityRequest.Purpose.PROCEEDING: _("proses hukum"),
    IdentityRequest.Purpose.PREMIUM: _("penghargaan bagi pelapor"),
}
"""What an identity is opened for."""
