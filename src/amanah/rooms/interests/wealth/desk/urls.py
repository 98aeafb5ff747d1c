"""Addresses of reports of assets, under /desk/interests/wealth/."""

from django.urls import path

from amanah.rooms.interests.wealth.desk import recaps
from amanah.rooms.interests.wealth.desk.importing import SCREEN

app_name = "wealth_desk"
urlpatterns = [
    path("", recaps.show, name="recap"),
    path("export.<str:form>", recaps.export, name="export"),
    *SCREEN.paths(),
]
