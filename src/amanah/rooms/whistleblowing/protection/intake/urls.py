"""Addresses of protection below /mailbox/; included by the room's public addresses."""

from django.urls import path

from amanah.engines.reports.intake import sections
from amanah.rooms.whistleblowing.protection.intake import views
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING

urlpatterns = [
    path("mailbox/check-in/", views.check_in, name="check_in"),
    path("mailbox/retaliation/", views.retaliation, name="retaliation"),
]

sections.add(sections.Section("protection", "protection/section.html", views.section, order=20, kinds=frozenset({WHISTLEBLOWING.key})))
