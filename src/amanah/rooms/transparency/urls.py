"""Addresses of the public face."""

from django.urls import path

from amanah.rooms.transparency import views

app_name = "transparency"
urlpatterns = [
    path("", views.front, name="front"),
    path("integrity/", views.integrity, name="integrity"),
    path("how-it-works/", views.how_it_works, name="how-it-works"),
    path("outside/", views.outside, name="outside"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("health", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
]
