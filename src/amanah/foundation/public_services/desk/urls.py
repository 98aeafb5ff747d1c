"""Addresses of the catalogue's screens, under /desk/services/."""

from django.urls import path

from amanah.foundation.public_services.desk import acts, import_views, pages

app_name = "services_desk"
urlpatterns = [
    path("", pages.index, name="list"),
    path("new/", acts.new, name="new"),
    path("import/", import_views.upload, name="import"),
    path("import/apply/", import_views.apply, name="apply_import"),
    path("import/template.<str:kind>", import_views.template, name="import_template"),
    path("export.<str:kind>", pages.export, name="export"),
    path("decide/", acts.decide, name="decide"),
    path("<str:code>/", pages.show, name="service"),
    path("<str:code>/standard/", acts.standard, name="standard"),
    path("<str:code>/end/", acts.end, name="end"),
    path("<str:code>/approve/", acts.approve_all, name="approve_all"),
    path("<str:code>/fee/", acts.fee, name="fee"),
]
