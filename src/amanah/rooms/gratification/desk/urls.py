"""Addresses of the gratification desk, under /desk/gratification/."""

from django.urls import path

from amanah.engines.reports.desk import urls as reports
from amanah.rooms.gratification.desk import activities, acts, pages, parts  # noqa: F401 - parts adds its tabs

app_name = "gratification_desk"
urlpatterns = [
    path("recap/", pages.show_recap, name="recap"),
    path("recap/<str:form>/", pages.export_recap, name="export_recap"),
    path("givers/", pages.givers, name="givers"),
    path("typed/", pages.typed, name="typed"),
    path("nil/", pages.show_nil, name="nil"),
    path("activities/", activities.show, name="activities"),
    path("activities/<int:activity_id>/withdraw/", activities.withdraw, name="withdraw_activity"),
    path("<str:number>/analyse/", acts.analyse, name="analyse"),
    path("<str:number>/decide/forward/", acts.forward, name="forward"),
    path("<str:number>/decide/decide_state/", acts.decide, {"move": "decide_state"}, name="decide_state"),
    path("<str:number>/decide/decide_other/", acts.decide, {"move": "decide_other"}, name="decide_other"),
    path("<str:number>/gol/", acts.gol, name="gol"),
    path("<str:number>/gift-day/", acts.gift_day, name="gift_day"),
    path("<str:number>/pass-on/", acts.pass_on, name="pass_on"),
    path("<str:number>/goods/keep/", acts.keep, name="keep"),
    path("<str:number>/goods/<int:deposit>/", acts.release, name="release_goods"),
    path("<str:number>/goods/<int:deposit>/receipt.pdf", acts.deposit_receipt, name="deposit_receipt"),
    path("<str:number>/kpk-form/<str:form>/", acts.kpk_form, name="kpk_form"),
    *reports.urlpatterns,
]
