"""Addresses of what a reporter does afterwards; included by the room's public addresses."""

from django.urls import path

from amanah.rooms.whistleblowing.afterwards.intake import views
from amanah.rooms.whistleblowing.intake import sections

urlpatterns = [
    path("report/reminder/", views.reminder, name="reminder"),
    path("mailbox/reminder/", views.reminder, name="mailbox_reminder"),
    path("mailbox/identity/", views.identity, name="give_identity"),
    path("mailbox/rating/", views.rating, name="rating"),
    path("mailbox/copy/", views.copy, name="copy"),
    path("mailbox/file/<uuid:file_id>/", views.file, name="mailbox_file"),
]

sections.add(sections.Section("afterwards", "afterwards/section.html", views.section, order=80))
