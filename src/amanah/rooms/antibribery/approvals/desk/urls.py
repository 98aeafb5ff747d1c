"""Addresses of approvals, mounted at /desk/smap/approvals/."""

from django.urls import include, path

from amanah.rooms.antibribery.approvals.desk import commitments, controls, delegations, importing, register, requests

app_name = "smap_approvals"
urlpatterns = [
    path("", requests.show_list, name="list"),
    path("export.<str:form>", requests.export, name="export"),
    path("new/", requests.new, name="new"),
    path("register/<int:year>/", register.show, name="register"),
    path("register/<int:year>/register.xlsx", register.register, name="register_file"),
    path("register/<int:year>/summary.<str:form>", register.summary, name="summary"),
    path("controls/<str:number>/", controls.show, name="controls"),
    path("delegations/", delegations.show_list, name="delegations"),
    path("delegations/new/", delegations.new, name="delegate"),
    path("delegations/unit/<str:code>/", delegations.unit, name="unit"),
    path("delegations/<str:number>/", delegations.show, name="delegation"),
    path("delegations/<str:number>/do/<str:key>/", delegations.do, name="do_delegation"),
    path("commitments/", commitments.show_list, name="commitments"),
    path("commitments/new/", commitments.new, name="ask_commitment"),
    path("commitments/", include(importing.SCREEN.paths())),
    path("commitments/<str:number>/", commitments.show, name="commitment"),
    path("commitments/<str:number>/do/<str:key>/", commitments.do, name="do_commitment"),
    path("<str:number>/", requests.show, name="request"),
    path("<str:number>/do/<str:key>/", requests.do, name="do"),
]
