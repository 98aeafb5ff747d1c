"""Addresses of ui that only the desk has."""

from django.urls import path

from amanah.ui import styleguide

urlpatterns = [
    path("styleguide/", styleguide.show, name="styleguide"),
]
