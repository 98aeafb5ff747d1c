"""Addresses of the register of risks, mounted at /desk/risks/."""

from django.urls import path

from amanah.engines.risks.desk import acts, assessing, courses, coverage, criteria, entering, lists, maps, pages

app_name = "risks"
urlpatterns = [
    path("", lists.show, name="register"),
    path("export.<str:form>", lists.export, name="export"),
    path("new/", entering.new, name="new"),
    path("map/", maps.show, name="map"),
    path("coverage/", coverage.show, name="coverage"),
    path("trend/", courses.show, name="trend"),
    path("criteria/", criteria.show, name="criteria"),
    path("criteria/<slug:sha256>/", criteria.past, name="past_criteria"),
    path("<str:number>/", pages.show, name="risk"),
    path("<str:number>/bowtie/", pages.show_bowtie, name="bowtie"),
    path("<str:number>/history/", pages.show_history, name="history"),
    path("<str:number>/assess/<str:stage>/", assessing.assess, name="assess"),
    path("<str:number>/change/<str:step>/", entering.change, name="change"),
    path("<str:number>/activate/", acts.activate, name="activate"),
    path("<str:number>/do/<str:act>/", acts.do, name="do"),
    path("<str:number>/flag/<int:flag_id>/", acts.clear_flag, name="clear_flag"),
]
