"""Addresses of the courses in the public program, under /learn/."""

from django.urls import path

from amanah.rooms.learning import media, views

app_name = "learning"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:course>/", views.course, name="course"),
    path("<slug:course>/questions/", views.questions, name="questions"),
    path("<slug:course>/media/<slug:digest>/<str:name>", media.file, name="media"),
    path("<slug:course>/<slug:key>/", views.page, name="page"),
]
