"""Addresses of verification, mounted at /certificates/ of the public program."""

from django.urls import path

from amanah.rooms.learning.sessions.public import views

app_name = "certificates"
urlpatterns = [path("", views.ask, name="ask"), path("<str:number>/", views.certificate, name="certificate")]
