"""Addresses of nonconformities, mounted at /desk/smap/nonconformities/."""

from django.urls import path

from amanah.rooms.antibribery.nonconformities.desk import pages

app_name = "nonconformities"
urlpatterns = [
    path("", pages.show_list, name="list"),
    path("export.<str:form>", pages.export, name="export"),
    path("new/", pages.new, name="new"),
    path("<str:number>/", pages.show, name="nonconformity"),
    path("<str:number>/do/<str:key>/", pages.do, name="do"),
]
