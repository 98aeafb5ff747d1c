"""Addresses of the public program."""

from django.urls import include, path

urlpatterns = [
    path("", include("amanah.ui.urls")),
    path("ledger/", include("amanah.foundation.ledger.public.urls")),
    path("learn/with/", include("amanah.rooms.learning.taking.public.urls")),
    path("certificates/", include("amanah.rooms.learning.sessions.public.urls_certificates")),
    path("attend/", include("amanah.rooms.learning.sessions.public.urls_attend")),
    path("learn/", include("amanah.rooms.learning.urls")),
    path("rules/", include("amanah.rooms.transparency.rules.urls")),
    path("pulse/", include("amanah.rooms.campaigns.pulse.public.urls")),
    path("services/", include("amanah.rooms.transparency.services.urls")),
    path("statistics/", include("amanah.rooms.transparency.statistics.urls")),
    path("", include("amanah.engines.reports.intake.urls")),
    path("", include("amanah.rooms.whistleblowing.intake.urls")),
    path("", include("amanah.rooms.complaints.intake.urls")),
    path("", include("amanah.rooms.illegal_levies.intake.urls")),
    path("", include("amanah.rooms.gratification.intake.urls")),
    path("personal-data/", include("amanah.rooms.personal_data.public.urls")),
    path("recipients/", include("amanah.rooms.whistleblowing.outside_recipients.intake.urls")),
    path("", include("amanah.rooms.whistleblowing.browser_sealing.urls")),
    path("open311/v2/", include("amanah.rooms.complaints.exchange.open311.urls")),
    path("", include("amanah.rooms.transparency.urls")),
]

handler400 = "amanah.ui.errors.bad_request"
handler403 = "amanah.ui.errors.denied"
handler404 = "amanah.ui.errors.not_found"
handler500 = "amanah.ui.errors.server_error"
