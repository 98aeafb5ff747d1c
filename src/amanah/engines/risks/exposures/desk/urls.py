"""Addresses of exposures, mounted at /desk/risks/exposures/."""

from django.urls import path

from amanah.engines.risks.exposures.desk import acts, importing, lists

app_name = "exposures"
urlpatterns = [
    path("", lists.show, name="list"),
    path("export.<str:form>", lists.export, name="export"),
    path("new/", acts.new, name="new"),
    *importing.SCREEN.paths(),
    path("post/<uuid:post_id>/", acts.post, name="post"),
    path("thing/<int:pk>/", acts.thing, name="thing"),
]
