"""Addresses of the room in the public program, under /personal-data/."""

from django.urls import path

from amanah.rooms.personal_data.public import views

app_name = "personal_data_public"
urlpatterns = [path("", views.rights, name="rights")]
