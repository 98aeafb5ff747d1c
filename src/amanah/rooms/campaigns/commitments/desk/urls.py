"""Addresses of commitments, mounted at /desk/campaigns/commitments/."""

from django.urls import path

from amanah.rooms.campaigns.commitments.desk import acts, lists, pages, texts

app_name = "commitments"
urlpatterns = [
    path("", lists.index, name="list"),
    path("export.<str:form>", lists.export, name="export"),
    path("ask/", acts.ask, name="ask"),
    path("texts/", texts.index, name="texts"),
    path("texts/new/", texts.publish, name="publish"),
    path("texts/<int:version>/", texts.text, name="text"),
    path("<str:number>/", pages.show, name="commitment"),
    path("<str:number>/sign/", acts.sign, name="sign"),
    path("<str:number>/witness/", acts.witness, name="witness"),
    path("<str:number>/decline/", acts.decline, name="decline"),
    path("<str:number>/visibility/", acts.visibility, name="visibility"),
    path("<str:number>/sheet.pdf", pages.sheet, name="sheet"),
]
