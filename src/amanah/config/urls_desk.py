"""Addresses of the staff program."""

from django.urls import include, path

urlpatterns = [
    path("", include("amanah.ui.urls")),
]
