"""Addresses of reviews, mounted at /desk/risks/reviews/."""

from django.urls import path

from amanah.engines.risks.reviews.desk import export, pages

app_name = "reviews"
urlpatterns = [
    path("", pages.listing, name="list"),
    path("new/", pages.new, name="new"),
    path("<str:number>/", pages.show, name="review"),
    path("<str:number>/export.xlsx", export.workbook, name="export"),
    path("<str:number>/submit/", pages.submit, name="submit"),
    path("<str:number>/sign/", pages.sign, name="sign"),
    path("<str:number>/return/", pages.send_back, name="send_back"),
    path("<str:number>/<int:entry_id>/", pages.say, name="say"),
]
