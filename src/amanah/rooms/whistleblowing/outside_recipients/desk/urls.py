"""Addresses of outside recipients on the desk, under /desk/whistleblowing/outside/."""

from django.urls import path

from amanah.rooms.whistleblowing.outside_recipients.desk import parts, views

app_name = "outside_desk"
urlpatterns = [
    path("", views.recipients, name="recipients"),
    path("<uuid:recipient_id>/appoint/", views.appoint, name="appoint"),
    path("<uuid:recipient_id>/<str:act>/", views.change, name="change"),
    path("case/<str:number>/write/", views.write, name="write"),
]

__all__ = ["parts"]
