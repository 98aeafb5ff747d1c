"""Addresses of the catalogue's screens, under /desk/services/."""

from django.urls import path

from amanah.foundation.public_services.desk import acts, pages
from amanah.foundation.public_services.desk.importing import SCREEN

app_name = "services_desk"
urlpatterns = [
    path("", pages.index, name="list"),
    path("new/", acts.new, name="new"),
    *SCREEN.paths(),
    path("export.<str:kind>", pages.export, name="export"),
    path("decide/", acts.decide, name="decide"),
    path("<str:code>/", pages.show, name="service"),
    path("<str:code>/standard/", acts.standard, name="standard"),
    path("<str:code>/end/", acts.end, name="end"),
    path("<str:code>/approve/", acts.approve_all, name="approve_all"),
    path("<str:code>/fee/", acts.fee, name="fee"),
]
