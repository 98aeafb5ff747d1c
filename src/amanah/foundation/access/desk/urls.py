"""Addresses of accounts and roles, under /desk/access/."""

from django.urls import path

from amanah.foundation.access.desk import admin_views

app_name = "access"
urlpatterns = [
    path("", admin_views.accounts, name="accounts"),
    path("new/", admin_views.create_account, name="create_account"),
    path("proposals/", admin_views.proposals, name="proposals"),
    path("proposals/<uuid:proposal_id>/", admin_views.decide, name="decide"),
    path("grant/<uuid:grant_id>/end/", admin_views.end_grant, name="end_grant"),
    path("account/<uuid:account_id>/", admin_views.account, name="account"),
    path("account/<uuid:account_id>/grant/", admin_views.grant, name="grant"),
    path("account/<uuid:account_id>/deactivate/", admin_views.deactivate, name="deactivate"),
    path("account/<uuid:account_id>/reactivate/", admin_views.reactivate, name="reactivate"),
    path("account/<uuid:account_id>/reset/", admin_views.reset_link, name="reset_link"),
]
