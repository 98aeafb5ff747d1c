"""The house with one room more, both programs behind one address."""

from django.urls import include, path

from amanah.config import urls_desk, urls_intake
from amanah.engines.reports.desk import urls as desk
from amanah.engines.reports.intake import front
from tests.sixth_kind.room import FLOW

front.offer("lost_property", "Barang saya tertinggal", "Kartu, surat, atau barang lain.", "lost_property:start", icon="search", order=90)
urlpatterns = [
    path("", include((FLOW.urls(), "lost_property"))),
    path("desk/lost-property/", include((desk.urlpatterns, "lost_property_desk"))),
    *urls_desk.urlpatterns,
    *urls_intake.urlpatterns,
]
