from django.apps import AppConfig


class RisksImportsConfig(AppConfig):
    name = "amanah.engines.risks.imports"
    label = "risks_imports"
    default_auto_field = "django.db.models.BigAutoField"
