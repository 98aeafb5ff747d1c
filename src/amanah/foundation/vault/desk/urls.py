"""Addresses under /desk/vault/."""

from django.urls import path

from amanah.foundation.vault.desk import recovery, views

app_name = "vault"

urlpatterns = [
    path("", views.home, name="home"),
    path("welcome/", views.welcome, name="welcome"),
    path("set-up/", views.set_up, name="set_up"),
    path("unlock/", views.unlock, name="unlock"),
    path("lock/", views.lock, name="lock"),
    path("passphrase/", views.change, name="change"),
    path("lost/", views.lost, name="lost"),
    path("rotate/", views.rotate, name="rotate"),
    path("missing/", views.missing, name="missing"),
    path("colleagues/", views.colleagues, name="colleagues"),
    path("recovery/", recovery.recovery, name="recovery"),
    path("recovery/confirm/", recovery.confirm_recovery, name="confirm_recovery"),
    path("recovery/rotation/<uuid:key_id>/", recovery.rotation, name="rotation"),
    path("recovery/call/", recovery.call_new, name="call_new"),
    path("recovery/calls/<uuid:call_id>/", recovery.call, name="call"),
    path("recovery/calls/<uuid:call_id>/confirm/", recovery.confirm_call, name="confirm_call"),
    path("recovery/calls/<uuid:call_id>/withdraw/", recovery.withdraw_call, name="withdraw_call"),
    path("recovery/shares/<slug:act>/", recovery.shares, name="shares"),
]
