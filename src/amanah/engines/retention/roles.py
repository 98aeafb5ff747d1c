"""Who keeps the archive and who lets it be destroyed. Both also need to see the cases in question by a role of their own."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.roles import Role

OFFICER = Role("retention.officer", _("Penilai arsip"), _("Menilai perkara yang habis masa simpannya dan mengusulkan pemusnahan."))
APPROVER = Role("retention.approver", _("Penyetuju pemusnahan"), _("Menyetujui pemusnahan yang diusulkan orang lain."))
