"""Addresses of the courses of business associates, under /learn/with/."""

from django.urls import include, path

from amanah.rooms.learning.taking.public import views

app_name = "courses_with"
course = [
    path("", views.overview, name="course"),
    path("begin/", views.begin, name="begin"),
    path("attempt/<uuid:attempt>/", views.attempt, name="attempt"),
    path("attempt/<uuid:attempt>/<int:number>/", views.question, name="question"),
    path("attempt/<uuid:attempt>/all/", views.whole, name="whole"),
    path("attempt/<uuid:attempt>/review/", views.review, name="review"),
    path("attempt/<uuid:attempt>/submit/", views.submit, name="submit"),
    path("<str:purpose>/begin/", views.begin_test, name="begin_test"),
    path("<slug:key>/", views.page, name="page"),
]
urlpatterns = [path("<str:token>/", include(course))]
