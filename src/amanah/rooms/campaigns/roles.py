"""The one role of campaigns; everybody else comes to one by owning it, by heading its unit, or by being its audience."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.roles import Role

MANAGER = Role(
    "campaign_manager",
    _("Pengelola kampanye integritas"),
    _("Menyusun kampanye unitnya dan unit di bawahnya, mencatat teladan pimpinan, menunjuk agen perubahan, dan menjawab gagasan pegawai."),
    sensitive=False,
)
