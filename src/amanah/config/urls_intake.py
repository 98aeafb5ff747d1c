"""Addresses of the public program."""

from django.urls import include, path

urlpatterns = [
    path("", include("amanah.ui.urls")),
]
