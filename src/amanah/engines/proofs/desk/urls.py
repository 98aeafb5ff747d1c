"""Addresses of the library, mounted at /desk/proofs/."""

from django.urls import path

from amanah.engines.proofs.desk import acts, attaching, lists, pages

app_name = "proofs"
urlpatterns = [
    path("", lists.show, name="list"),
    path("export.<str:form>", lists.export, name="export"),
    path("add/", acts.add, name="add"),
    path("attach/", attaching.attach, name="attach"),
    path("detach/<int:use_id>/", attaching.detach, name="detach"),
    path("<str:number>/", pages.show, name="proof"),
    path("<str:number>/file/", pages.file, name="file"),
    path("<str:number>/replace/", acts.replace, name="replace"),
    path("<str:number>/withdraw/", acts.withdraw, name="withdraw"),
    path("<str:number>/use/", attaching.use, name="use"),
]
