"""Addresses of a report of wrongdoing."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.intake import front
from amanah.rooms.whistleblowing.intake import identity_told, views
from amanah.rooms.whistleblowing.intake.steps import FLOW
from amanah.rooms.whistleblowing.questionnaires import answering, asking

app_name = "whistleblowing"
urlpatterns = [
    path("report/wrongdoing/", views.start, name="start"),
    path("report/outside/", views.outside, name="outside"),
    path("report/questions/", asking.questions, name="questions"),
    *(pattern for pattern in FLOW.urls() if pattern.name != "start"),
    path("", include("amanah.rooms.whistleblowing.safely.urls")),
    path("", include("amanah.rooms.whistleblowing.afterwards.intake.urls")),
    path("", include("amanah.rooms.whistleblowing.protection.intake.urls")),
    path("mailbox/questions/", answering.questions, name="answer_questions"),
]

identity_told.install()
front.offer(
    "whistleblowing",
    _("Ada yang menyalahgunakan jabatannya"),
    _("Suap, pemerasan, kecurangan, pelecehan, atau pembalasan terhadap orang yang melapor. Boleh tanpa nama."),
    "whistleblowing:start",
    icon="shield",
    order=10,
)
