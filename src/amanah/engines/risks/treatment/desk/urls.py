"""Addresses of treatment, mounted at /desk/risks/treatment/."""

from django.urls import path

from amanah.engines.risks.treatment.desk import lists, pages

app_name = "treatment"
urlpatterns = [
    path("", lists.show, name="list"),
    path("export.<str:form>", lists.export, name="export"),
    path("<str:number>/", pages.show, name="plan"),
    path("<str:number>/decide/", pages.decide, name="decide"),
    path("<str:number>/add/", pages.add, name="add"),
]
