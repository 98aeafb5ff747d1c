"""Addresses of guests' own links, mounted at /attend/ of the public program."""

from django.urls import include, path

from amanah.rooms.learning.quizzes import linked
from amanah.rooms.learning.sessions.public import tests, views
from amanah.rooms.learning.taking.public import pages

app_name = "attend"
urlpatterns = [
    path("<str:token>/", views.guest, name="guest"),
    path("<str:token>/certificate.pdf", views.guest_certificate, name="certificate"),
    path("<str:token>/test/<str:purpose>/", tests.begin, name="test"),
    path("<str:token>/attempt/<uuid:attempt>/", include(linked.addresses(tests.attempt))),
    path("<str:token>/course/", include((pages.addresses(tests.course), "course"))),
]
