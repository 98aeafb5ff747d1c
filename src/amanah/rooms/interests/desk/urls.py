"""Addresses of the interests desk, under /desk/interests/."""

from django.urls import path

from amanah.rooms.interests.desk import acts, covering, pages

app_name = "interests_desk"
urlpatterns = [
    path("", pages.mine, name="mine"),
    path("declare/", acts.declare, name="declare"),
    path("state/", acts.state_yearly, name="state"),
    path("begin/", acts.begin, name="begin"),
    path("people/", pages.people, name="people"),
    path("coverage/", covering.show, name="coverage"),
    path("coverage/export.<str:form>", covering.export, name="coverage_export"),
    path("register/", pages.listing, name="register"),
    path("register/export.<str:form>", pages.export, name="export"),
    path("<str:number>/", pages.interest, name="interest"),
    path("<str:number>/recuse/", acts.recuse, name="recuse"),
    path("<str:number>/<str:act>/", acts.write, name="write"),
]
