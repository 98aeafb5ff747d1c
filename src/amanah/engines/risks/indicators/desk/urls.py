"""Addresses of indicators, mounted at /desk/risks/indicators/."""

from django.urls import path

from amanah.engines.risks.indicators.desk import acts, importing, lists, pages

app_name = "indicators"
urlpatterns = [
    path("", lists.show, name="list"),
    path("export.<str:form>", lists.export, name="export"),
    path("new/", acts.new, name="new"),
    path("scanned/", importing.scanned, name="scanned"),
    path("scanned/take/", importing.take_scanned, name="take_scanned"),
    *importing.SCREEN.paths(),
    path("<str:number>/", pages.show, name="indicator"),
    path("<str:number>/change/", acts.change, name="change"),
    path("<str:number>/read/", acts.read, name="read"),
    path("<str:number>/retire/", acts.retire, name="retire"),
    path("<str:number>/restore/", acts.restore, name="restore"),
    path("<str:number>/watch/", acts.watch, name="watch"),
    path("<str:number>/unwatch/<int:watches_id>/", acts.unwatch, name="unwatch"),
    path("<str:number>/clear/", acts.clear, name="clear"),
]
