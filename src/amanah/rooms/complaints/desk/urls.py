"""Addresses of the complaints desk, under /desk/complaints/."""

from django.urls import path

from amanah.engines.reports.desk import urls as reports
from amanah.rooms.complaints.desk import figures, registers, tabs, typed

app_name = "complaints_desk"
urlpatterns = [
    path("typed-in/", typed.write, name="typed_in"),
    path("figures/", figures.show, name="figures"),
    path("figures/export.<str:form>", figures.export, name="figures_export"),
    path("offices/", registers.offices, name="offices"),
    path("offices/<uuid:office_id>/end/", registers.end_office, name="end_office"),
    path("ombudsman/", registers.register, name="ombudsman"),
    path("ombudsman/new/", registers.new_product, name="new_product"),
    path("ombudsman/<uuid:product_id>/", registers.product, name="product"),
    path("ombudsman/<uuid:product_id>/actions/new/", registers.new_action, name="product_action"),
    path("<str:number>/refer/", tabs.refer, name="refer"),
    path("<str:number>/publication/<uuid:publication_id>/<str:verdict>/", tabs.decide, name="decide_publication"),
    *reports.urlpatterns,
]
