"""Addresses of accounts and roles, under /desk/access/."""

from django.urls import path

from amanah.foundation.access.desk import admin_views, means_views

app_name = "access"
urlpatterns = [
    path("", admin_views.accounts, name="accounts"),
    path("new/", admin_views.create_account, name="create_account"),
    path("proposals/", admin_views.proposals, name="proposals"),
    path("proposals/<uuid:proposal_id>/", admin_views.decide, name="decide"),
    path("removals/<uuid:removal_id>/", means_views.decide_removal, name="decide_removal"),
    path("account/<uuid:account_id>/sessions/", means_views.end_sessions, name="end_sessions"),
    path("account/<uuid:account_id>/second-step/", means_views.remove_factor, name="remove_factor"),
    path("grant/<uuid:grant_id>/end/", admin_views.end_grant, name="end_grant"),
    path("account/<uuid:account_id>/", admin_views.account, name="account"),
    path("account/<uuid:account_id>/grant/", admin_views.grant, name="grant"),
    path("account/<uuid:account_id>/deactivate/", admin_views.deactivate, name="deactivate"),
    path("account/<uuid:account_id>/reactivate/", admin_views.reactivate, name="reactivate"),
    path("account/<uuid:account_id>/reset/", admin_views.reset_link, name="reset_link"),
]
