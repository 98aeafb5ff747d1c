"""Addresses of the engine's own screens, mounted at /desk/. Rooms bring the pages of their cases."""

from django.urls import path

from amanah.engines.cases.desk import figures, lists, saved, work

app_name = "cases"
urlpatterns = [
    path("", work.mine, name="work"),
    path("search/", work.search, name="search"),
    path("statistics/", figures.show, name="statistics"),
    path("statistics.<str:form>", figures.export, name="export_statistics"),
    path("cases/", lists.show, name="list"),
    path("cases/export.<str:form>", lists.export, name="export"),
    path("cases/views/", saved.save, name="save_view"),
    path("cases/views/<int:view_id>/forget/", saved.forget, name="forget_view"),
    path("cases/<str:number>/", lists.one, name="case"),
]
