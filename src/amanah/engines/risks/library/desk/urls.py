"""Addresses of the library, mounted at /desk/risks/library/."""

from django.urls import path

from amanah.engines.risks.library.desk import pages

app_name = "library"
urlpatterns = [
    path("", pages.show, name="list"),
    path("<slug:scheme_id>/", pages.scheme, name="scheme"),
]
