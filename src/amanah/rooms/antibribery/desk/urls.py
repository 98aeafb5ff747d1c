"""Addresses of scopes at the desk."""

from django.urls import path

from amanah.rooms.antibribery.desk import acts, lists, pages, reports

app_name = "antibribery"
urlpatterns = [
    path("", lists.show, name="list"),
    path("export.<str:form>", lists.export, name="export"),
    path("new/", acts.new, name="new"),
    path("<str:number>/", pages.scope, name="scope"),
    path("<str:number>/context/", pages.context, name="context"),
    path("<str:number>/changes/", pages.changes, name="changes"),
    path("<str:number>/culture/", pages.culture, name="culture"),
    path("<str:number>/interests/", pages.interests, name="interests"),
    path("<str:number>/history/", pages.history, name="history"),
    path("<str:number>/change/", acts.change, name="change"),
    path("<str:number>/state/", acts.state_anew, name="state"),
    path("<str:number>/function/", acts.appoint, name="appoint"),
    path("<str:number>/transition/confirm/", acts.confirm_transition, name="confirm_transition"),
    path("<str:number>/close/", acts.close, name="close"),
    path("<str:number>/context/climate/", acts.climate, name="climate"),
    path("<str:number>/context/add/<slug:sort>/", acts.add, name="add"),
    path("<str:number>/context/<int:item_id>/end/", acts.end, name="end"),
    path("<str:number>/context/<int:item_id>/class/", acts.classify, name="classify"),
    path("<str:number>/changes/new/", acts.propose, name="propose"),
    path("<str:number>/changes/<str:change_number>/", pages.planned, name="planned"),
    path("<str:number>/changes/<str:change_number>/decide/", acts.decide, name="decide"),
    path("<str:number>/changes/<str:change_number>/finish/", acts.finish, name="finish"),
    path("<str:number>/reports/", reports.listed, name="reports"),
    path("<str:number>/reports/write/", reports.write, name="write_report"),
    path("<str:number>/reports/<str:report_number>/", reports.show, name="report"),
    path("<str:number>/reports/<str:report_number>/issue/", reports.issue, name="issue_report"),
    path("<str:number>/reports/<str:report_number>/report.pdf", reports.as_pdf, name="report_pdf"),
]
