"""Addresses of Open311, under /open311/v2/."""

from django.urls import path, re_path

from amanah.rooms.complaints.exchange.open311 import views

app_name = "open311"
urlpatterns = [
    path("", views.root, name="root"),
    re_path(r"^discovery\.(?P<form>xml|json)$", views.discovery, name="discovery"),
    re_path(r"^services\.(?P<form>xml|json)$", views.services, name="services"),
    re_path(r"^services/(?P<code>[^/]{1,80})\.(?P<form>xml|json)$", views.service, name="service"),
    re_path(r"^requests\.(?P<form>xml|json)$", views.requests, name="requests"),
    re_path(r"^requests/(?P<number>[^/]{1,80})\.(?P<form>xml|json)$", views.one, name="request"),
    re_path(r"^tokens/(?P<plain>[^/]{1,80})\.(?P<form>xml|json)$", views.token, name="token"),
]
