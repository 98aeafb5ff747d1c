"""Addresses of coming and going; included by the room's public addresses."""

from django.urls import path

from amanah.rooms.whistleblowing.safely import views

urlpatterns = [
    path("report/safely/", views.safely, name="safely"),
]
