"""Addresses that both programs share."""

from django.urls import path

from amanah.ui import views

app_name = "ui"
urlpatterns = [
    path("language/<str:code>/", views.language, name="language"),
]
