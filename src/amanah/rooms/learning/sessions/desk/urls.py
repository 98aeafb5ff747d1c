"""Addresses of sessions, mounted at /desk/learning/sessions/."""

from django.urls import path

from amanah.rooms.learning.sessions.desk import attending, lists, offering, outside, pages, people, planning, results

app_name = "sessions"
urlpatterns = [
    path("", lists.show, name="list"),
    path("offers/", lists.offers, name="offers"),
    path("offers/new/", offering.new, name="new_offer"),
    path("offers/<str:number>/", offering.show, name="offer"),
    path("offers/<str:number>/change/", offering.change, name="change_offer"),
    path("offers/<str:number>/retire/", offering.retire, name="retire_offer"),
    path("offers/<str:number>/plan/", offering.plan, name="plan"),
    path("certificates/", results.mine, name="certificates"),
    path("outside/", outside.waiting, name="outside_waiting"),
    path("outside/new/", outside.new, name="new_outside"),
    path("outside/<str:number>/", outside.show, name="outside"),
    path("outside/<str:number>/file/", outside.file, name="outside_file"),
    path("outside/<str:number>/accept/", outside.accept, name="accept_outside"),
    path("outside/<str:number>/refuse/", outside.refuse, name="refuse_outside"),
    path("<str:number>/", pages.show, name="session"),
    path("<str:number>/change/", planning.change, name="change"),
    path("<str:number>/open/", planning.open_session, name="open"),
    path("<str:number>/cancel/", planning.cancel, name="cancel"),
    path("<str:number>/hold/", planning.hold, name="hold"),
    path("<str:number>/close/", planning.close, name="close"),
    path("<str:number>/nominate/", people.nominate, name="nominate"),
    path("<str:number>/guest/", people.guest, name="guest"),
    path("<str:number>/join/", pages.join, name="join"),
    path("<str:number>/accept/", pages.accept, name="accept"),
    path("<str:number>/decline/", pages.decline, name="decline"),
    path("<str:number>/here/", pages.here, name="here"),
    path("<str:number>/here/<str:code>/", pages.here, name="here_with"),
    path("<str:number>/test/<str:purpose>/", pages.test, name="test"),
    path("<str:number>/calendar.ics", pages.calendar, name="calendar"),
    path("<str:number>/seats/<uuid:seat_id>/approve/", people.approve, name="approve"),
    path("<str:number>/seats/<uuid:seat_id>/refuse/", people.refuse, name="refuse"),
    path("<str:number>/seats/<uuid:seat_id>/withdraw/", people.withdraw, name="withdraw"),
    path("<str:number>/attendance/", attending.attendance, name="attendance"),
    path("<str:number>/screen/", attending.screen, name="screen"),
    path("<str:number>/poster.pdf", attending.poster, name="poster"),
    path("<str:number>/attendance.<str:form>", attending.sheet, name="sheet"),
    path("<str:number>/feedback/", results.feedback, name="feedback"),
    path("<str:number>/answers/", results.answers, name="answers"),
    path("<str:number>/certificates/<str:certificate>.pdf", results.certificate, name="certificate"),
    path("<str:number>/certificates/<str:certificate>/withdraw/", results.withdraw, name="withdraw_certificate"),
]
