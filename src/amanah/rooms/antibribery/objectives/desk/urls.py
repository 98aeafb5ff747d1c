"""Addresses of policy, objectives and measures, mounted at /desk/smap/objectives/."""

from django.urls import path

from amanah.rooms.antibribery.objectives.desk import measures, objectives, policy

app_name = "smap_objectives"
urlpatterns = [
    path("", objectives.show_list, name="list"),
    path("export.<str:form>", objectives.export, name="export"),
    path("measures/", measures.show_list, name="measures"),
    path("measures/export.<str:form>", measures.export, name="measures_export"),
    path("measures/<str:number>/", measures.show, name="measure"),
    path("measures/<str:number>/do/<str:key>/", measures.do, name="measure_do"),
    path("measures/<str:number>/readings/<int:reading_id>/", measures.analyse, name="analyse"),
    path("scope/<str:number>/", objectives.of_scope, name="scope"),
    path("scope/<str:number>/new/", objectives.new, name="new"),
    path("scope/<str:number>/measures/", measures.plan, name="plan"),
    path("scope/<str:number>/measures/new/", measures.new, name="measure_new"),
    path("scope/<str:number>/policy/", policy.show, name="policy"),
    path("scope/<str:number>/policy/choose/", policy.choose, name="policy_choose"),
    path("scope/<str:number>/policy/publish/", policy.publish, name="policy_publish"),
    path("scope/<str:number>/policy/places/<int:place_id>/end/", policy.unpublish, name="policy_unpublish"),
    path("scope/<str:number>/policy/judge/<str:edition>/<str:question>/", policy.judge, name="policy_judge"),
    path("scope/<str:number>/policy/decide/<int:judgement_id>/", policy.decide, name="policy_decide"),
    path("<str:number>/", objectives.show, name="objective"),
    path("<str:number>/do/<str:key>/", objectives.do, name="do"),
]
