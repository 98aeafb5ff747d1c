"""The addresses that every desk of reports has; a room includes them in its own, before anything of its own named alike.

```python
app_name = "complaints_desk"
urlpatterns = [path("…", …), *reports.urlpatterns]
```
"""

from django.urls import path

from amanah.engines.reports.desk import acts, destroyed, followup, pages, rerouting, sheet, typed  # noqa: F401 - destroyed and typed add blocks
from amanah.engines.reports.linked.desk import views as linked

urlpatterns = [
    path("<str:number>/", pages.case, name="case"),
    path("<str:number>/move/<str:move>/", acts.move, name="move"),
    path("<str:number>/decide/<str:move>/", acts.decide, name="decide"),
    path("<str:number>/propose/<str:move>/", acts.propose, name="propose"),
    path("<str:number>/approve/", acts.approve, name="approve"),
    path("<str:number>/reject/", acts.reject, name="reject"),
    path("<str:number>/write/<str:kind>/", acts.write, name="write"),
    path("<str:number>/evidence/add/", acts.add_evidence, name="add_evidence"),
    path("<str:number>/assign/", acts.assign, name="assign"),
    path("<str:number>/release/<uuid:account_id>/", acts.release, name="release"),
    path("<str:number>/recuse/", acts.recuse, name="recuse"),
    path("<str:number>/reroute/", rerouting.reroute, name="reroute"),
    path("<str:number>/subjects/", acts.name_subject, name="name_subject"),
    path("<str:number>/linked/", linked.linked, name="linked"),
    path("<str:number>/linked/<uuid:other_id>/relate/", linked.relate, name="relate"),
    path("<str:number>/linked/<uuid:other_id>/unrelate/", linked.unrelate, name="unrelate"),
    path("<str:number>/linked/<uuid:other_id>/merge/", linked.merge, name="merge"),
    path("<str:number>/actions/new/", followup.new, name="new_action"),
    path("<str:number>/file/<uuid:file_id>/", pages.file, name="file"),
    path("<str:number>/sheet.pdf", sheet.sheet, name="sheet"),
    path("<str:number>/<str:tab>/", pages.case, name="tab"),
]
