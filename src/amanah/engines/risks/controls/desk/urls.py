"""Addresses of controls, mounted at /desk/risks/controls/."""

from django.urls import path

from amanah.engines.risks.controls.desk import acts, lists, pages
from amanah.engines.risks.controls.desk.importing import SCREEN

app_name = "controls"
urlpatterns = [
    path("", lists.show, name="list"),
    path("export.<str:form>", lists.export, name="export"),
    path("new/", acts.new, name="new"),
    *SCREEN.paths(),
    path("<str:number>/", pages.show, name="control"),
    path("<str:number>/change/", acts.change, name="change"),
    path("<str:number>/retire/", acts.retire, name="retire"),
    path("<str:number>/restore/", acts.restore, name="restore"),
    path("<str:number>/link/", acts.link, name="link"),
    path("<str:number>/unlink/<int:serves_id>/", acts.unlink, name="unlink"),
    path("<str:number>/design/", acts.design, name="design"),
    path("<str:number>/sample/", acts.sample, name="sample"),
    path("<str:number>/pressure/", acts.pressure, name="pressure"),
    path("<str:number>/clear/", acts.clear, name="clear"),
    path("<str:number>/plans/<str:plan_number>/", acts.plan, name="plan"),
    path("<str:number>/plans/<str:plan_number>/approve/", acts.approve, name="approve"),
    path("<str:number>/plans/<str:plan_number>/<str:act>/", acts.decline, name="decline"),
    path("<str:number>/tests/<str:test_number>/", pages.test, name="test"),
]
