"""Addresses of a report's letters, below the report."""

from django.urls import path

from amanah.rooms.whistleblowing.correspondence.desk import tab

urlpatterns = [path("<uuid:letter_id>/send/", tab.send, name="send_letter")]
