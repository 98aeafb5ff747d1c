from django.apps import AppConfig


class CrowdConfig(AppConfig):
    name = "amanah.engines.reports.crowd"
    label = "reports_crowd"
