"""Addresses of the discipline desk, under /desk/discipline/."""

from django.urls import path

from amanah.rooms.discipline.desk import acts, letters, pages, start

app_name = "discipline_desk"
urlpatterns = [
    path("", pages.listing, name="list"),
    path("from/<str:number>/", start.start, name="start"),
    path("<str:number>/", pages.case, name="case"),
    path("<str:number>/move/<str:move>/", acts.move, name="move"),
    path("<str:number>/write/<str:kind>/", acts.write, name="write"),
    path("<str:number>/appoint/", acts.appoint, name="appoint"),
    path("<str:number>/approve/", acts.approve, name="approve"),
    path("<str:number>/reject/", acts.reject, name="reject"),
    path("<str:number>/release/<uuid:account_id>/", acts.release, name="release"),
    path("<str:number>/recuse/", acts.recuse, name="recuse"),
    path("<str:number>/letters/<int:seq>/new/", letters.draft, name="draft"),
]
