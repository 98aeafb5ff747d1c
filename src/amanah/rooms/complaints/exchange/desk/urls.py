"""Addresses of the exchange at the desk, under /desk/complaints/exchange/."""

from django.urls import path

from amanah.rooms.complaints.exchange.desk import exports, imports, keys

app_name = "complaints_exchange_desk"
urlpatterns = [
    path("", imports.index, name="index"),
    path("export.<str:form>", exports.export, name="export"),
    path("keys/", keys.index, name="keys"),
    path("keys/<uuid:key_id>/revoke/", keys.revoke, name="revoke"),
    path("<uuid:job_id>/", imports.show, name="import"),
    path("<uuid:job_id>/columns/", imports.columns, name="columns"),
    path("<uuid:job_id>/begin/<str:act>/", imports.begin, name="begin"),
    path("<uuid:job_id>/withdraw/", imports.withdraw, name="withdraw"),
    path("<uuid:job_id>/wrong.<str:form>", imports.wrong, name="wrong"),
]
