"""Addresses of the pages that seal in the browser, and of what their scripts ask."""

from django.urls import path

from amanah.rooms.whistleblowing.browser_sealing import further, mailbox, reporting, serving

app_name = "browser_sealing"
urlpatterns = [
    path("report/sealed/", reporting.page, name="report"),
    path("report/sealed/units/", reporting.units, name="units"),
    path("report/sealed/questionnaires.json", reporting.questionnaires, name="questionnaires"),
    path("report/sealed/shares.txt", reporting.shares, name="shares"),
    path("report/sealed/recipients/", reporting.recipients, name="recipients"),
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
    path("mailbox/sealed/files/<uuid:file_id>/", further.file, name="sealed_file"),
    path("mailbox/sealed/check-in/", further.check_in, name="check_in"),
    path("mailbox/sealed/rating/", further.rating, name="rating"),
    path("mailbox/sealed/recipients/", further.recipients, name="identity_recipients"),
    path("mailbox/sealed/identity/", further.identity, name="identity"),
]
