"""Addresses of internal audits, mounted at /desk/smap/audits/; the audits themselves are engagements."""

from django.urls import path

from amanah.rooms.antibribery.audits.desk import pages

app_name = "smap_audits"
urlpatterns = [path("", pages.programmes, name="programmes"), path("new/", pages.new, name="new")]
