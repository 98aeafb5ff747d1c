"""The one role that the vault itself needs."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.roles import Role

RECOVERY_OFFICER = Role(
    "vault.recovery_officer",
    _("Petugas pemulihan kunci"),
    _("Membuat kunci pemulihan dan membagikan lembar bagiannya. Tanpa cukup lembar, tidak dapat membuka apa pun."),
)
