"""Addresses of the inquiry, under /desk/whistleblowing/<number>/inquiry/."""

from django.urls import path

from amanah.rooms.whistleblowing.inquiry.desk import acts, tab, talk, views  # noqa: F401 - tab and talk add their tabs

urlpatterns = [
    path("new/<str:paper_kind>/", views.new, name="inquiry_new"),
    path("paper/<uuid:paper_id>/", views.edit, name="inquiry_edit"),
    path("paper/<uuid:paper_id>/withdraw/", views.withdraw, name="inquiry_withdraw"),
    path("paper/<uuid:paper_id>/signed/", views.signed, name="inquiry_signed"),
    path("paper/<uuid:paper_id>/undangan.pdf", views.invitation, name="inquiry_invitation"),
    path("report.<str:form>", acts.report, name="inquiry_report"),
    path("masked/<uuid:paper_id>.<str:form>", acts.masked, name="inquiry_masked"),
    path("mask/", acts.mask, name="inquiry_mask"),
    path("hold/", acts.hold, name="inquiry_hold"),
    path("hold/release/", acts.release, name="inquiry_release"),
    path("hold/keep/", acts.keep, name="inquiry_keep"),
    path("say/", acts.say, name="inquiry_say"),
]
