"""Addresses of reports of assets, under /desk/interests/wealth/."""

from django.urls import path

from amanah.rooms.interests.wealth.desk import importing, recaps

app_name = "wealth_desk"
urlpatterns = [
    path("", recaps.show, name="recap"),
    path("export.<str:form>", recaps.export, name="export"),
    path("import/", importing.upload, name="import"),
    path("import/apply/", importing.apply, name="apply"),
    path("import/template.<str:form>", importing.template, name="template"),
]
