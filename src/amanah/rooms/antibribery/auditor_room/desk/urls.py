"""Addresses of visits, mounted at /desk/smap/visits/. Everything of one visit lies below its number, and that is all its auditors reach."""

from django.urls import path

from amanah.rooms.antibribery.auditor_room.desk import asking, packages, room, visits

app_name = "auditor_room"
urlpatterns = [
    path("", visits.listed, name="list"),
    path("scope/<str:number>/", visits.of_scope, name="of_scope"),
    path("scope/<str:number>/open/", visits.open_visit, name="open"),
    path("scope/<str:number>/package.zip", packages.of_scope, name="scope_package"),
    path("<str:number>/", visits.show, name="visit"),
    path("<str:number>/log/", visits.log, name="log"),
    path("<str:number>/prolong/", visits.prolong, name="prolong"),
    path("<str:number>/end/", visits.end, name="end"),
    path("<str:number>/auditors/add/", visits.add_auditor, name="add_auditor"),
    path("<str:number>/auditors/<int:seat_id>/link/", visits.link, name="link"),
    path("<str:number>/auditors/<int:seat_id>/leave/", visits.leave, name="leave"),
    path("<str:number>/room/", room.room, name="room"),
    path("<str:number>/room/records/", room.records, name="records"),
    path("<str:number>/room/papers/<slug:key>/", room.paper, name="paper"),
    path("<str:number>/room/proofs/<str:proof>/", room.proof_file, name="proof_file"),
    path("<str:number>/room/requirements/<slug:edition>/<str:key>/", room.requirement, name="requirement"),
    path("<str:number>/requests/", asking.listed, name="requests"),
    path("<str:number>/requests/new/", asking.ask, name="ask"),
    path("<str:number>/requests/<str:request_number>/", asking.show, name="request"),
    path("<str:number>/requests/<str:request_number>/answer/", asking.answer, name="answer"),
    path("<str:number>/requests/<str:request_number>/again/", asking.again, name="again"),
    path("<str:number>/requests/<str:request_number>/accept/", asking.accept, name="accept"),
    path("<str:number>/package.zip", packages.of_visit, name="package"),
]
