"""The one role of this engine; everybody else comes to an action by what they owe or gave."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.roles import Role

OVERSEER = Role(
    "actions.overseer",
    _("Pemantau tindak lanjut"),
    _("Melihat dan memverifikasi tindak lanjut unit di bawahnya, memperpanjang tenggat, dan menyetujui pembatalan."),
)
