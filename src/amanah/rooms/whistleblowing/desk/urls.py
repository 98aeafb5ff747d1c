"""Addresses of the whistleblowing desk, under /desk/whistleblowing/."""

from django.urls import include, path

from amanah.engines.reports.desk import leading
from amanah.engines.reports.desk import urls as reports
from amanah.rooms.whistleblowing.afterwards.desk import panel as given_identity  # noqa: F401 - adds its block to the summary
from amanah.rooms.whistleblowing.desk import identity, pages, succession  # noqa: F401 - pages adds its tabs
from amanah.rooms.whistleblowing.protection.desk import tab  # noqa: F401 - adds its tab
from amanah.rooms.whistleblowing.questionnaires.desk import panel as questions  # noqa: F401 - adds its block to the summary
from amanah.rooms.whistleblowing.questionnaires.desk import paper
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING

leading.offer(WHISTLEBLOWING.key)

app_name = "whistleblowing_desk"
urlpatterns = [
    path("identity/", identity.requests, name="identity_requests"),
    path("identity/<uuid:request_id>/grant/", identity.grant, name="grant_identity"),
    path("identity/<uuid:request_id>/refuse/", identity.refuse, name="refuse_identity"),
    path("figures/", include("amanah.rooms.whistleblowing.figures.desk.urls")),
    path("typed-in/", include("amanah.rooms.whistleblowing.typed_in.desk.urls")),
    path("referrals/", include("amanah.rooms.whistleblowing.referrals.desk.urls")),
    path("succession/", succession.succession, name="succession"),
    path("<str:number>/identity/", identity.ask, name="ask_identity"),
    path("<str:number>/identity/open/", identity.open_shared, name="open_identity"),
    path("<str:number>/inquiry/", include("amanah.rooms.whistleblowing.inquiry.desk.urls")),
    path("<str:number>/answers.pdf", paper.answers, name="answers"),
    path("<str:number>/letters/", include("amanah.rooms.whistleblowing.correspondence.desk.urls")),
    path("<str:number>/referrals/", include("amanah.rooms.whistleblowing.referrals.desk.case_urls")),
    path("<str:number>/protection/", include("amanah.rooms.whistleblowing.protection.desk.urls")),
    *reports.urlpatterns,
]
