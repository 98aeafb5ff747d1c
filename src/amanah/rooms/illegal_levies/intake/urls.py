"""Addresses of a report of an illegal levy."""

from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.intake import front
from amanah.rooms.illegal_levies.intake.steps import FLOW

app_name = "levies"
urlpatterns = FLOW.urls()

front.offer(
    "levies",
    _("Saya diminta uang lebih dari tarif resmi"),
    _("Pungutan liar pada layanan: uang di loket, uang agar cepat, berkas yang ditahan, atau lewat perantara."),
    "levies:start",
    icon="alert",
    order=20,
)
