"""Addresses of the desk of illegal levies, under /desk/levies/."""

from django.urls import path

from amanah.engines.reports.desk import leading
from amanah.engines.reports.desk import urls as reports
from amanah.rooms.illegal_levies.desk import recap, tab, typed_in
from amanah.rooms.illegal_levies.workflow import ILLEGAL_LEVY

leading.offer(ILLEGAL_LEVY.key)

app_name = "illegal_levies_desk"
urlpatterns = [
    path("typed-in/", typed_in.write, name="typed_in"),
    path("recap/", recap.show, name="recap"),
    path("recap/export.<str:form>", recap.export, name="recap_export"),
    path("<str:number>/referral/prepare/", tab.refer, name="refer"),
    path("<str:number>/money/<uuid:repayment_id>/<int:payer>/back/", tab.pay_back, name="pay_back"),
    path("<str:number>/money/<uuid:repayment_id>/<str:verdict>/", tab.decide, name="decide_repayment"),
    *reports.urlpatterns,
]
