"""Addresses of the gravest route, under /desk/whistleblowing-shared/."""

from django.urls import path

from amanah.rooms.whistleblowing.gravest.desk import parts, views

app_name = "gravest_desk"
urlpatterns = [
    path("", views.waiting, name="waiting"),
    path("rule/", views.rule, name="rule"),
    path("<str:number>/ask/", views.ask, name="ask"),
    path("<str:number>/give/<uuid:opening_id>/", views.contribute, name="contribute"),
    path("<str:number>/open/", views.open_now, name="open"),
    path("<str:number>/end/", views.end, name="end"),
    path("<str:number>/split/", views.resplit, name="resplit"),
]

__all__ = ["parts"]
