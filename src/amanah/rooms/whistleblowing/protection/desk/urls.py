"""Addresses of protection, under /desk/whistleblowing/<number>/protection/."""

from django.urls import path

from amanah.rooms.whistleblowing.protection.desk import acts, letters

urlpatterns = [
    path("write/<str:paper>/", acts.write, name="protection_write"),
    path("action/<slug:measure>/", acts.action, name="protection_action"),
    path("letter/<int:seq>.pdf", letters.letter, name="protection_letter"),
]
