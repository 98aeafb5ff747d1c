"""Addresses at which a pulse is answered, under /pulse/ in the public program."""

from django.urls import path

from amanah.rooms.campaigns.pulse.public import views

app_name = "pulse_public"
urlpatterns = [
    path("<slug:slug>/", views.sheet, name="sheet"),
    path("<slug:slug>/thanks/", views.thanks, name="thanks"),
]
