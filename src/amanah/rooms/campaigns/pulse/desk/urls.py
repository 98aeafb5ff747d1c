"""Addresses of pulses, mounted at /desk/campaigns/pulse/."""

from django.urls import path

from amanah.rooms.campaigns.pulse.desk import acts, files, pages

app_name = "pulse"
urlpatterns = [
    path("", pages.index, name="list"),
    path("new/", acts.new, name="new"),
    path("<str:number>/", pages.show, name="pulse"),
    path("<str:number>/invitation/", pages.invitation, name="invitation"),
    path("<str:number>/poster.pdf", files.poster, name="poster"),
    path("<str:number>/figures.<str:form>", files.figures, name="figures"),
    path("<str:number>/waves/new/", acts.plan, name="plan"),
    path("<str:number>/waves/<int:seq>/close/", acts.close, name="close"),
    path("<str:number>/waves/<int:seq>/show/", acts.show, name="show"),
    path("<str:number>/waves/<int:seq>/hide/", acts.hide, name="hide"),
    path("<str:number>/end/", acts.end, name="end"),
]
