"""Addresses of everybody's own page, mounted at /desk/learning/."""

from django.urls import path

from amanah.rooms.learning.desk import mine

app_name = "learning_desk"
urlpatterns = [path("", mine.show, name="mine")]
