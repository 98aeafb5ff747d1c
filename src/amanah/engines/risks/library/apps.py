from django.apps import AppConfig


class RisksLibraryConfig(AppConfig):
    name = "amanah.engines.risks.library"
    label = "risks_library"
