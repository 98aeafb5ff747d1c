"""Addresses of prevention, under /desk/levies/prevention/."""

from django.urls import path

from amanah.rooms.illegal_levies.prevention.desk import acts, pages

app_name = "levy_prevention"
urlpatterns = [
    path("", pages.show_map, name="map"),
    path("export.<str:kind>", pages.export, name="export"),
    path("coverage/", pages.coverage, name="coverage"),
    path("new/", acts.choose, name="choose"),
    path("new/<str:code>/", acts.new, name="new"),
    path("<uuid:pk>/", pages.show, name="exposure"),
    path("<uuid:pk>/review/", acts.review, name="review"),
    path("<uuid:pk>/plan/", acts.plan, name="plan"),
    path("<uuid:pk>/close/", acts.close, name="close"),
]
