"""Addresses of a person's notices, under /desk/notices/."""

from django.urls import path

from amanah.foundation.notices.desk import views

app_name = "notices"
urlpatterns = [
    path("", views.show, name="list"),
    path("read/", views.read, name="read"),
    path("<uuid:key>/", views.follow, name="follow"),
]
