"""Addresses of the import of a register, under /desk/risks/."""

from amanah.engines.risks.imports.desk.importing import SCREEN

app_name = "risks_import"
urlpatterns = SCREEN.paths()
