"""Addresses of the room, under /desk/personal-data/."""

from django.urls import path
from django.views.generic import RedirectView

from amanah.rooms.personal_data.desk import acts, evidence, letters, lists, pages, people, register, starting
from amanah.rooms.personal_data.workflow import BREACH, REQUEST

app_name = "personal_data_desk"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="personal_data_desk:register"), name="home"),
    path("register/", register.listing, name="register"),
    path("register.<str:form>", register.export, name="register_export"),
    path("register/new/", register.new, name="activity_new"),
    path("register/<str:number>/", register.show, name="activity"),
    path("register/<str:number>/edit/", register.edit, name="activity_edit"),
    path("register/<str:number>/review/", register.review, name="activity_review"),
    path("register/<str:number>/end/", register.end, name="activity_end"),
    path("breaches/", lists.breaches, name="breaches"),
    path("breaches.<str:form>", lists.breach_log, name="breach_log"),
    path("breaches/new/", starting.breach, name="breach_new"),
    path("breaches/<str:number>/", pages.case, {"kind": BREACH.key}, name="breach"),
    path("requests/", lists.requests, name="requests"),
    path("requests/new/", starting.request_, name="request_new"),
    path("requests/<str:number>/", pages.case, {"kind": REQUEST.key}, name="request"),
    path("case/<str:number>/write/<str:kind>/", acts.write, name="write"),
    path("case/<str:number>/approve/", acts.approve, name="approve"),
    path("case/<str:number>/reject/", acts.reject, name="reject"),
    path("case/<str:number>/appoint/", people.appoint, name="appoint"),
    path("case/<str:number>/release/<uuid:account_id>/", people.release, name="release"),
    path("case/<str:number>/recuse/", people.recuse, name="recuse"),
    path("case/<str:number>/evidence/add/", evidence.add, name="add_evidence"),
    path("case/<str:number>/file/<uuid:file_id>/", evidence.file, name="file"),
    path("case/<str:number>/letter/<int:seq>.pdf", letters.letter, name="letter"),
]
