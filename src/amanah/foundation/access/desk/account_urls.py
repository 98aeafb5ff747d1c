"""Sign-in and one's own account, under /desk/account/. Only what is used: no sign-up, no e-mail addresses to manage."""

from allauth.account import views
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path

from amanah.foundation.access.desk.account_views import ResetView, SessionsView

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/reset/key/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        login_not_required(ResetView.as_view()),
        name="account_reset_password_from_key",
    ),
    path("mfa/", include("allauth.mfa.urls")),
    path("sessions/", SessionsView.as_view(), name="usersessions_list"),
]

if settings.EMAIL_HOST:
    urlpatterns += [
        path("password/reset/", views.password_reset, name="account_reset_password"),
        path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    ]
