"""Addresses of the mailbox."""

from django.urls import path

from amanah.engines.reports.intake import front, leaving, mailbox

app_name = "reports"
urlpatterns = [
    path("report/", front.front, name="front"),
    path("leave/", leaving.leave, name="exit"),
    path("mailbox/", mailbox.enter, name="mailbox"),
    path("mailbox/message/", mailbox.message, name="message"),
    path("mailbox/contact/", mailbox.contact, name="contact"),
    path("mailbox/leave/", mailbox.leave, name="leave"),
    path("mailbox/file/<uuid:file_id>/", mailbox.file, name="mailbox_file"),
]
