"""Addresses of the public statistics."""

from django.urls import path, register_converter

from amanah.rooms.transparency.statistics import views
from amanah.rooms.transparency.statistics.converters import DayConverter

register_converter(DayConverter, "day")

app_name = "statistics"
urlpatterns = [
    path("", views.index, name="index"),
    path("data.csv", views.as_csv, name="csv"),
    path("data.json", views.as_json, name="json"),
    path("<day:first>/", views.release, name="release"),
]
