from django.apps import AppConfig


class RisksDeskConfig(AppConfig):
    name = "amanah.engines.risks.desk"
    label = "risks_desk"
