"""Addresses of the pages that seal in the browser, and of what their scripts ask."""

from django.urls import path

from amanah.rooms.whistleblowing.browser_sealing import mailbox, reporting, serving

app_name = "browser_sealing"
urlpatterns = [
    path("report/sealed/", reporting.page, name="report"),
    path("report/sealed/units/", reporting.units, name="units"),
    path("report/sealed/keys/", reporting.keys, name="keys"),
    path("report/sealed/clean/", serving.clean, name="clean"),
    path("report/sealed/files/<uuid:file_id>/", serving.file, name="file"),
    path("report/sealed/send/", reporting.send, name="send"),
    path("report/sealed/worker.js", serving.worker, name="worker"),
    path("report/sealed/words.txt", serving.words, name="words"),
    path("mailbox/sealed/", mailbox.page, name="mailbox"),
    path("mailbox/sealed/salt/", mailbox.salt, name="salt"),
    path("mailbox/sealed/open/", mailbox.open_box, name="open"),
    path("mailbox/sealed/message/", mailbox.message, name="message"),
]
