"""Addresses of the rules that everybody may read."""

from django.urls import path

from amanah.rooms.transparency.rules import views

app_name = "rules"
urlpatterns = [
    path("", views.index, name="index"),
    path("calendar/<int:year>/", views.calendar, name="calendar"),
    path("<str:key>/", views.rule, name="rule"),
]
