"""Addresses of the report and of the mailbox."""

from django.urls import include, path

from amanah.rooms.whistleblowing.crowd import turn
from amanah.rooms.whistleblowing.intake import attaching, identity_told, sending, views
from amanah.rooms.whistleblowing.intake.steps import PAGES
from amanah.rooms.whistleblowing.questionnaires import answering, asking
from amanah.rooms.whistleblowing.voice import mailbox as voice

app_name = "whistleblowing"
urlpatterns = [
    path("report/", views.start, name="start"),
    path("report/outside/", views.outside, name="outside"),
    path("report/questions/", asking.questions, name="questions"),
    path("report/files/", attaching.files, name="files"),
    *(
        path(f"report/{page.key}/", views.step, {"key": page.key}, name=page.key)
        for page in PAGES
        if page.form is not None and page is not asking.PAGE
    ),
    path("report/review/", sending.review, name="review"),
    path("", include("amanah.rooms.whistleblowing.safely.urls")),
    path("report/turn/", turn.turn, name="turn"),
    path("report/sent/", sending.sent, name="sent"),
    path("report/receipt/", sending.receipt_again, name="receipt"),
    path("report/done/", sending.done, name="done"),
    path("", include("amanah.rooms.whistleblowing.afterwards.intake.urls")),
    path("", include("amanah.rooms.whistleblowing.protection.intake.urls")),
    path("mailbox/questions/", answering.questions, name="answer_questions"),
]

identity_told.install()
voice.install()
