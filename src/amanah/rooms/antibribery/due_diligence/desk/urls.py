"""Addresses of due diligence, mounted at /desk/smap/due-diligence/."""

from django.urls import include, path

from amanah.rooms.antibribery.due_diligence.desk import acts, asking, lists, pages, paper, questions
from amanah.rooms.antibribery.due_diligence.desk.importing import LISTS, SCREEN

app_name = "due_diligence"
urlpatterns = [
    path("", lists.show_list, name="list"),
    path("export.<str:form>", lists.export, name="export"),
    path("new/", asking.new, name="new"),
    path("inadequacies/", lists.show_gaps, name="inadequacies"),
    path("inadequacies/export.<str:form>", lists.export_gaps, name="export_inadequacies"),
    path("inadequacies/<str:number>/", pages.show_gap, name="inadequacy"),
    path("inadequacies/<str:number>/decide/", acts.settle, name="settle"),
    path("inadequacies/<str:number>/follow/", acts.follow, name="follow"),
    path("lists/", lists.lists, name="lists"),
    *(path(f"lists/{key}/", include((screen.paths(), f"watch_{key}"))) for key, screen in LISTS.items()),
    *SCREEN.paths(),
    path("<str:number>/", pages.show, name="diligence"),
    path("<str:number>/file.pdf", paper.paper, name="paper"),
    path("<str:number>/questions/<str:section>/", questions.page, name="questions"),
    path("<str:number>/do/<str:key>/", acts.do, name="do"),
    path("<str:number>/owners/<int:pk>/end/", acts.end_owner, name="end_owner"),
    path("<str:number>/findings/<int:pk>/weigh/", acts.weigh, name="weigh"),
    path("<str:number>/hits/<int:pk>/judge/", acts.judge, name="judge"),
]
