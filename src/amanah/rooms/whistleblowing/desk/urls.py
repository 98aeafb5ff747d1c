"""Addresses of the whistleblowing desk, under /desk/whistleblowing/."""

from django.urls import include, path

from amanah.rooms.whistleblowing.afterwards.desk import panel as given_identity  # noqa: F401 - adds its block to the summary
from amanah.rooms.whistleblowing.desk import acts, destroyed, followup, identity, pages, sheet, succession  # noqa: F401 - destroyed adds its block to the summary
from amanah.rooms.whistleblowing.protection.desk import leading, tab  # noqa: F401 - lets results be handed on; adds its tab
from amanah.rooms.whistleblowing.questionnaires.desk import panel as questions  # noqa: F401 - adds its block to the summary
from amanah.rooms.whistleblowing.questionnaires.desk import paper

app_name = "whistleblowing_desk"
urlpatterns = [
    path("identity/", identity.requests, name="identity_requests"),
    path("identity/<uuid:request_id>/grant/", identity.grant, name="grant_identity"),
    path("identity/<uuid:request_id>/refuse/", identity.refuse, name="refuse_identity"),
    path("figures/", include("amanah.rooms.whistleblowing.figures.desk.urls")),
    path("typed-in/", include("amanah.rooms.whistleblowing.typed_in.desk.urls")),
    path("referrals/", include("amanah.rooms.whistleblowing.referrals.desk.urls")),
    path("succession/", succession.succession, name="succession"),
    path("<str:number>/", pages.case, name="case"),
    path("<str:number>/move/<str:move>/", acts.move, name="move"),
    path("<str:number>/propose/<str:move>/", acts.propose, name="propose"),
    path("<str:number>/approve/", acts.approve, name="approve"),
    path("<str:number>/reject/", acts.reject, name="reject"),
    path("<str:number>/write/<str:kind>/", acts.write, name="write"),
    path("<str:number>/evidence/add/", acts.add_evidence, name="add_evidence"),
    path("<str:number>/assign/", acts.assign, name="assign"),
    path("<str:number>/release/<uuid:account_id>/", acts.release, name="release"),
    path("<str:number>/recuse/", acts.recuse, name="recuse"),
    path("<str:number>/subjects/", acts.name_subject, name="name_subject"),
    path("<str:number>/actions/new/", followup.new, name="new_action"),
    path("<str:number>/identity/", identity.ask, name="ask_identity"),
    path("<str:number>/identity/open/", identity.open_shared, name="open_identity"),
    path("<str:number>/file/<uuid:file_id>/", pages.file, name="file"),
    path("<str:number>/inquiry/", include("amanah.rooms.whistleblowing.inquiry.desk.urls")),
    path("<str:number>/sheet.pdf", sheet.sheet, name="sheet"),
    path("<str:number>/answers.pdf", paper.answers, name="answers"),
    path("<str:number>/letters/", include("amanah.rooms.whistleblowing.correspondence.desk.urls")),
    path("<str:number>/referrals/", include("amanah.rooms.whistleblowing.referrals.desk.case_urls")),
    path("<str:number>/protection/", include("amanah.rooms.whistleblowing.protection.desk.urls")),
    path("<str:number>/<str:tab>/", pages.case, name="tab"),
]
