"""Addresses under /desk/vault/."""

from django.urls import path

from amanah.foundation.vault.desk import views

app_name = "vault"

urlpatterns = [
    path("", views.home, name="home"),
    path("welcome/", views.welcome, name="welcome"),
    path("set-up/", views.set_up, name="set_up"),
    path("unlock/", views.unlock, name="unlock"),
    path("lock/", views.lock, name="lock"),
    path("passphrase/", views.change, name="change"),
    path("lost/", views.lost, name="lost"),
    path("recovery/", views.recovery, name="recovery"),
    path("recovery/confirm/", views.confirm_recovery, name="confirm_recovery"),
]
