"""/ledger/: the log for everybody, in the form that C2SP's tlog-tiles describes, and a page that explains it."""

from django.urls import path, re_path

from amanah.foundation.ledger.public import views

app_name = "ledger"

urlpatterns = [
    path("", views.about, name="about"),
    path("checkpoint", views.checkpoint, name="checkpoint"),
    re_path(r"^(?P<path>tile/.+)$", views.tile, name="tile"),
]
