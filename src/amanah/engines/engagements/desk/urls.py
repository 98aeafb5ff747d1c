"""Addresses of the engine's own screens, mounted at /desk/engagements/."""

from django.urls import path

from amanah.engines.engagements.desk import acts, findings, lists, pages, papers, programmes

app_name = "engagements"
urlpatterns = [
    path("", lists.show, name="list"),
    path("export.<str:form>", lists.export, name="export"),
    path("findings/", lists.findings, name="findings"),
    path("findings/export.<str:form>", lists.export_findings, name="findings_export"),
    path("findings/<str:number>/", findings.show, name="finding"),
    path("findings/<str:number>/change/", findings.change, name="finding_change"),
    path("findings/<str:number>/withdraw/", findings.withdraw, name="finding_withdraw"),
    path("findings/<str:number>/answer/", findings.answer, name="answer"),
    path("findings/<str:number>/recommend/", findings.recommend, name="recommend"),
    path("programmes/<str:number>/", programmes.show, name="programme"),
    path("programmes/<str:number>/plan/", programmes.plan_item, name="item_plan"),
    path("programmes/<str:number>/approve/", programmes.approve, name="programme_approve"),
    path("programmes/<str:number>/end/", programmes.end, name="programme_end"),
    path("programmes/<str:number>/items/<int:item_id>/drop/", programmes.drop_item, name="item_drop"),
    path("programmes/<str:number>/items/<int:item_id>/open/", programmes.open_engagement, name="item_open"),
    path("<str:number>/", pages.show, name="engagement"),
    path("<str:number>/report.pdf", pages.report, name="report"),
    path("<str:number>/revise/", acts.revise, name="revise"),
    path("<str:number>/do/<str:key>/", acts.do, name="do"),
    path("<str:number>/team/join/", acts.join, name="join"),
    path("<str:number>/team/<int:member_id>/leave/", acts.leave, name="leave"),
    path("<str:number>/waivers/ask/", acts.ask_waiver, name="waiver_ask"),
    path("<str:number>/waivers/<int:waiver_id>/<str:verdict>/", acts.decide_waiver, name="waiver_decide"),
    path("<str:number>/findings/add/", findings.add, name="finding_add"),
    path("<str:number>/papers/add/", papers.add, name="paper_add"),
    path("<str:number>/papers/checklist/", papers.checklist, name="checklist"),
    path("<str:number>/papers/<int:seq>/", papers.show, name="paper"),
    path("<str:number>/papers/<int:seq>/sample/", papers.sample, name="paper_sample"),
    path("<str:number>/papers/<int:seq>/result/", papers.result, name="paper_result"),
    path("<str:number>/papers/<int:seq>/<str:verdict>/", papers.judge, name="paper_judge"),
]
