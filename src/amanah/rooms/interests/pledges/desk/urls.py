"""Addresses of pledges, under /desk/interests/pledges/."""

from django.urls import path

from amanah.rooms.interests.pledges.desk import views

app_name = "pledges_desk"
urlpatterns = [
    path("texts/", views.texts, name="texts"),
    path("texts/new/", views.publish, name="publish"),
    path("texts/<int:number>/", views.text, name="text"),
    path("<slug:kind>/", views.pledge, name="pledge"),
]
