"""Addresses of workshops, mounted at /desk/risks/workshops/."""

from django.urls import path

from amanah.engines.risks.workshops.desk import calling, export, judging, lists, pages

app_name = "workshops"
urlpatterns = [
    path("", lists.show, name="list"),
    path("new/", calling.new, name="new"),
    path("<str:number>/", pages.show, name="workshop"),
    path("<str:number>/export.xlsx", export.workbook, name="export"),
    path("<str:number>/invite/", calling.invite, name="invite"),
    path("<str:number>/excuse/<int:participant_id>/", calling.excuse, name="excuse"),
    path("<str:number>/cancel/", calling.cancel, name="cancel"),
    path("<str:number>/open/", pages.open_scores, name="open"),
    path("<str:number>/close/", pages.close, name="close"),
    path("<str:number>/<int:item_id>/", pages.item, name="item"),
    path("<str:number>/<int:item_id>/score/", judging.score, name="score"),
    path("<str:number>/<int:item_id>/recuse/", judging.recuse, name="recuse"),
    path("<str:number>/<int:item_id>/note/", pages.note, name="note"),
    path("<str:number>/<int:item_id>/settle/", pages.settle, name="settle"),
    path("<str:number>/<int:item_id>/leave/", pages.leave, name="leave"),
]
