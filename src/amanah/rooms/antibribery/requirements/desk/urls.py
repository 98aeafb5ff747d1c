"""Addresses of requirements at the desk."""

from django.urls import include, path

from amanah.rooms.antibribery.requirements.desk import acts, exports, importing, pages, ways

app_name = "smap_requirements"
urlpatterns = [
    path("answers/", include(importing.SCREEN.paths())),
    path("<str:number>/requirements/", pages.listed, name="list"),
    path("<str:number>/requirements/<slug:edition>/<str:key>/", pages.requirement, name="requirement"),
    path("<str:number>/requirements/<slug:edition>/<str:key>/answer/", acts.answer, name="answer"),
    path("<str:number>/requirements/<slug:edition>/<str:key>/verify/", acts.verify, name="verify"),
    path("<str:number>/requirements/<slug:edition>/<str:key>/text/", acts.licensed, name="licensed"),
    path("<str:number>/readiness/", ways.readiness, name="readiness"),
    path("<str:number>/transition/", ways.transition, name="transition"),
    path("<str:number>/documents/", ways.documents, name="documents"),
    path("<str:number>/applicability/<slug:edition>.<str:form>", exports.applicability, name="applicability"),
    path("<str:number>/transition.<str:form>", exports.transition, name="transition_file"),
]
