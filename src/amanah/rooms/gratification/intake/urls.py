"""Public addresses of gratification."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.intake import front
from amanah.rooms.gratification.intake import check
from amanah.rooms.gratification.intake.flow import FLOW

app_name = "gratification"
urlpatterns = [path("report/gift/check/", check.check, name="check"), *FLOW.urls()]

front.offer(
    "gratification",
    _("Saya menerima atau menolak pemberian"),
    _("Hadiah, uang, bingkisan, atau fasilitas terkait pekerjaan Anda sebagai pegawai. Bisa juga sekadar bertanya apakah wajib lapor."),
    "gratification:start",
    icon="gift",
    order=30,
)
