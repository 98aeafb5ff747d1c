"""Addresses of the routing rules, under /desk/whistleblowing/routing/."""

from django.urls import path

from amanah.rooms.whistleblowing.routing.desk import views

app_name = "routing_desk"
urlpatterns = [
    path("", views.rules, name="rules"),
    path("try/", views.attempt, name="try"),
    path("<uuid:rule_id>/end/", views.end, name="end"),
]
