"""Addresses of what learning changed, mounted at /desk/learning/effect/."""

from django.urls import path

from amanah.rooms.learning.effect.desk import views

app_name = "effect"
urlpatterns = [
    path("", views.view, name="view"),
    path("recall/<int:recall>/", views.recall, name="recall"),
]
