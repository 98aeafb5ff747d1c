"""Addresses of the engine's own screens, mounted at /desk/actions/."""

from django.urls import path

from amanah.engines.actions.desk import acts, lists, pages

app_name = "actions"
urlpatterns = [
    path("", lists.show, name="list"),
    path("export.<str:form>", lists.export, name="export"),
    path("new/", pages.new, name="new"),
    path("<str:number>/", pages.show, name="action"),
    path("<str:number>/begin/", acts.begin, name="begin"),
    path("<str:number>/approve/", acts.approve, name="approve"),
    path("<str:number>/reject/", acts.reject, name="reject"),
    path("<str:number>/do/<str:act>/", acts.do, name="do"),
    path("<str:number>/part/<int:part_id>/", acts.part, name="part"),
]
