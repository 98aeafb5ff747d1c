"""Addresses of guests' own links, mounted at /attend/ of the public program."""

from django.urls import path

from amanah.rooms.learning.sessions.public import views

app_name = "attend"
urlpatterns = [
    path("<str:token>/", views.guest, name="guest"),
    path("<str:token>/certificate.pdf", views.guest_certificate, name="certificate"),
]
