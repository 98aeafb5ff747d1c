"""Addresses for outside recipients, under /recipients/."""

from django.urls import path

from amanah.rooms.whistleblowing.outside_recipients.intake import views

app_name = "outside"
urlpatterns = [
    path("", views.enter, name="enter"),
    path("age/", views.age_key, name="age"),
    path("leave/", views.leave, name="leave"),
    path("<str:number>/", views.report, name="report"),
    path("<str:number>/write/<str:side>/", views.write, name="write"),
    path("<str:number>/stand/<str:act>/", views.stand, name="stand"),
    path("<str:number>/file/<uuid:file_id>/", views.file, name="file"),
    path("<str:number>/package/", views.package, name="package"),
]
