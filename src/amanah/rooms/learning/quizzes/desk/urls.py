"""Addresses of tests and the bank of questions, mounted at /desk/learning/tests/."""

from django.urls import include, path

from amanah.rooms.learning.quizzes.desk import attempts, bank, tests
from amanah.rooms.learning.quizzes.desk.importing import SCREEN

app_name = "quizzes"
questions = [
    path("", bank.show, name="questions"),
    path("export.<str:form>", bank.export, name="export"),
    path("new/", bank.new, name="new_question"),
    *SCREEN.paths(),
    path("<uuid:question>/", bank.question, name="question"),
    path("<uuid:question>/change/", bank.change, name="change_question"),
    path("<uuid:question>/<str:act>/", bank.turn, name="turn_question"),
]
urlpatterns = [
    path("", tests.show, name="list"),
    path("new/", tests.new, name="new"),
    path("questions/", include(questions)),
    path("attempts/<uuid:attempt>/", attempts.front, name="attempt"),
    path("attempts/<uuid:attempt>/<int:number>/", attempts.question, name="ask"),
    path("attempts/<uuid:attempt>/all/", attempts.whole, name="whole"),
    path("attempts/<uuid:attempt>/review/", attempts.review, name="review"),
    path("attempts/<uuid:attempt>/submit/", attempts.submit, name="submit"),
    path("<slug:key>/", tests.test, name="test"),
    path("<slug:key>/begin/", attempts.begin, name="begin"),
    path("<slug:key>/change/", tests.change, name="change"),
    path("<slug:key>/retire/", tests.retire, name="retire"),
]
