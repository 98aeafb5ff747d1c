"""Addresses of the engine's own screens, mounted at /desk/sheets/."""

from django.urls import path

from amanah.engines.instruments.desk import acts, files, lists, looking, pages, units

app_name = "instruments"
urlpatterns = [
    path("", lists.show, name="list"),
    path("export.<str:form>", lists.export, name="export"),
    path("new/", lists.new, name="new"),
    path("units/", units.show, name="units"),
    path("<str:number>/", pages.show, name="show"),
    path("<str:number>/part/<str:key>/", pages.part, name="part"),
    path("<str:number>/question/<str:key>/", pages.question, name="question"),
    path("<str:number>/question/<str:key>/reuse/", pages.reuse, name="reuse"),
    path("<str:number>/conditions/", looking.conditions, name="conditions"),
    path("<str:number>/what-if/", looking.what_if, name="what_if"),
    path("<str:number>/checks/", looking.check, name="checks"),
    path("<str:number>/comparison/", looking.comparison, name="comparison"),
    path("<str:number>/origin/", pages.origin, name="origin"),
    path("<str:number>/sheet.xlsx", files.download, name="download"),
    path("<str:number>/import/", files.bring, name="import"),
    path("<str:number>/import/apply/", files.apply, name="apply_import"),
    path("<str:number>/do/<str:act>/", acts.do, name="do"),
    path("<str:number>/next/", acts.next_round, name="next"),
    path("<str:number>/agree/", acts.agree, name="agree"),
    path("<str:number>/note/", acts.note, name="note"),
    path("<str:number>/note/<int:note_id>/resolve/", acts.resolve, name="resolve"),
    path("<str:number>/approve/", acts.approve, name="approve"),
    path("<str:number>/reject/", acts.reject, name="reject"),
]
