"""Addresses of reviews at the desk."""

from django.urls import path

from amanah.rooms.antibribery.reviews.desk import acts, exports, lists, pages

app_name = "smap_reviews"
urlpatterns = [
    path("", lists.show, name="list"),
    path("export.<str:form>", lists.export, name="export"),
    path("of/<str:number>/", lists.of_scope, name="of_scope"),
    path("of/<str:number>/new/", acts.new, name="new"),
    path("<str:number>/", pages.show, name="review"),
    path("<str:number>/pack/", pages.pack, name="pack"),
    path("<str:number>/pack.<str:form>", exports.pack, name="pack_file"),
    path("<str:number>/minutes.pdf", exports.minutes, name="minutes_pdf"),
    path("<str:number>/invitation.ics", exports.invitation, name="invitation"),
    path("<str:number>/do/<slug:key>/", acts.do, name="do"),
]
