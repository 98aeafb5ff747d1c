"""Addresses of what a reporter does afterwards; included by the room's public addresses."""

from django.urls import path

from amanah.engines.reports.intake import sections
from amanah.rooms.whistleblowing.afterwards.intake import views
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING

urlpatterns = [
    path("mailbox/reminder/", views.reminder, name="mailbox_reminder"),
    path("mailbox/identity/", views.identity, name="give_identity"),
    path("mailbox/rating/", views.rating, name="rating"),
    path("mailbox/copy/", views.copy, name="copy"),
]

sections.add(sections.Section("afterwards", "afterwards/section.html", views.section, order=80, kinds=frozenset({WHISTLEBLOWING.key})))
