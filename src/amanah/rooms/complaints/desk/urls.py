"""Addresses of the complaints desk, under /desk/complaints/."""

from amanah.engines.reports.desk import urls as reports

app_name = "complaints_desk"
urlpatterns = [*reports.urlpatterns]
