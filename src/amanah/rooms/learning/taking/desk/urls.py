"""Addresses of courses at the desk, mounted at /desk/learning/courses/."""

from django.urls import path

from amanah.rooms.learning.taking.desk import associates, courses

app_name = "courses_desk"
urlpatterns = [
    path("", courses.show, name="list"),
    path("for/associates/", associates.show, name="associates"),
    path("for/associates/export.<str:form>", associates.export, name="export"),
    path("for/associates/invite/", associates.invite, name="invite"),
    path("for/associates/<uuid:invitation>/revoke/", associates.revoke, name="revoke"),
    path("<slug:course>/", courses.overview, name="course"),
    path("<slug:course>/begin/", courses.begin, name="begin"),
    path("<slug:course>/<str:purpose>/begin/", courses.begin_test, name="begin_test"),
    path("<slug:course>/media/<slug:digest>/<str:name>", courses.file, name="media"),
    path("<slug:course>/<slug:key>/", courses.page, name="page"),
]
