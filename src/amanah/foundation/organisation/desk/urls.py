"""Addresses of the organisation's screens, under /desk/organisation/."""

from django.urls import path

from amanah.foundation.organisation.desk import edit_views, views
from amanah.foundation.organisation.desk.importing import SCREEN

app_name = "organisation"
urlpatterns = [
    path("", views.units, name="units"),
    path("unit/<uuid:unit_id>/", views.unit, name="unit"),
    path("unit/<uuid:parent_id>/new/", edit_views.create_unit, name="create_unit"),
    path("unit/<uuid:unit_id>/rename/", edit_views.rename_unit, name="rename_unit"),
    path("unit/<uuid:unit_id>/move/", edit_views.move_unit, name="move_unit"),
    path("unit/<uuid:unit_id>/close/", edit_views.close_unit, name="close_unit"),
    path("unit/<uuid:unit_id>/post/", edit_views.create_post, name="create_post"),
    path("post/<uuid:post_id>/assign/", edit_views.assign_post, name="assign_post"),
    path("holding/<int:holding_id>/end/", edit_views.end_holding, name="end_holding"),
    path("people/", views.people, name="people"),
    path("people/new/", edit_views.create_person, name="create_person"),
    path("people/<uuid:person_id>/", views.person, name="person"),
    path("people/<uuid:person_id>/edit/", edit_views.update_person, name="update_person"),
    *SCREEN.paths(),
]
