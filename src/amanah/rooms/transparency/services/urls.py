"""Addresses of the services that everybody may read about."""

from django.urls import path

from amanah.rooms.transparency.services import views

app_name = "services"
urlpatterns = [
    path("", views.index, name="index"),
    path("fee-board.pdf", views.board_of_all, name="board_of_all"),
    path("<str:code>/", views.service, name="service"),
    path("<str:code>/fee-board.pdf", views.board, name="board"),
]
