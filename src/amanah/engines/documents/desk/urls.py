"""Addresses of documents, mounted at /desk/documents/."""

from django.urls import path

from amanah.engines.documents.desk import acts, importing, lists, opening, pages, reading, tying

app_name = "documents"
urlpatterns = [
    path("", lists.show, name="list"),
    path("export.<str:form>", lists.export, name="export"),
    path("new/", opening.new, name="new"),
    path("keep/", opening.keep, name="keep"),
    path("to-read/", reading.show, name="to_read"),
    path("tie/", tying.show, name="tie"),
    *importing.SCREEN.paths(),
    path("<str:number>/", pages.show, name="document"),
    path("<str:number>/version/<int:seq>/", pages.version, name="version"),
    path("<str:number>/version/<int:seq>/file/", pages.file, name="file"),
    path("<str:number>/readers.<str:form>", reading.export, name="readers"),
    path("<str:number>/read/", reading.acknowledge, name="acknowledge"),
    path("<str:number>/untie/", tying.untie, name="untie"),
    path("<str:number>/finish/", acts.finish, name="finish"),
    path("<str:number>/approve/", acts.approve, name="approve"),
    path("<str:number>/answer/<int:remark_id>/", acts.answer, name="answer"),
    path("<str:number>/do/<str:act>/", acts.do, name="do"),
]
