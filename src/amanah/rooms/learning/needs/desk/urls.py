"""Addresses of needs, mounted at /desk/learning/needs/."""

from django.urls import path

from amanah.rooms.learning.needs.desk import acts, coverage, gaps, importing, matrix, people

app_name = "needs"
urlpatterns = [
    path("", coverage.show, name="coverage"),
    path("gaps/", gaps.show, name="gaps"),
    path("gaps/export.<str:form>", gaps.export, name="export"),
    path("matrix/", matrix.show, name="matrix"),
    path("new/", acts.new, name="new"),
    path("topics/", matrix.topics, name="topics"),
    path("topics/new/", acts.new_topic, name="new_topic"),
    path("topics/<slug:key>/", acts.change_topic, name="topic"),
    *importing.SCREEN.paths(),
    path("people/<uuid:person_id>/", people.show, name="person"),
    path("people/<uuid:person_id>/exempt/", people.exempt, name="exempt"),
    path("people/<uuid:person_id>/record/", people.record, name="record"),
    path("exemptions/<int:pk>/end/", people.end_exemption, name="end_exemption"),
    path("records/<str:number>/void/", people.void, name="void"),
    path("<int:pk>/", matrix.need, name="need"),
    path("<int:pk>/end/", acts.end, name="end"),
    path("<int:pk>/read/", acts.read, name="read"),
]
