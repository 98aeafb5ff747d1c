"""Public addresses of complaints."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.intake import front, sections
from amanah.rooms.complaints.intake import views
from amanah.rooms.complaints.intake.steps import FLOW
from amanah.rooms.complaints.workflow import COMPLAINT

app_name = "complaints"
urlpatterns = [
    *FLOW.urls(),
    path("mailbox/complaint/rating/", views.rating, name="rating"),
    path("mailbox/complaint/<slug:act>/", views.decide, name="decide"),
    path("complaints/", views.published, name="published"),
    path("complaints/<str:number>/", views.matter, name="matter"),
]

sections.add(sections.Section("complaint", "complaints/intake/section.html", views.section, order=40, kinds=frozenset({COMPLAINT.key})))
front.offer(
    "complaints",
    _("Layanannya buruk, lambat, atau saya ingin bertanya"),
    _("Pengaduan, permintaan informasi, atau saran tentang layanan instansi ini."),
    "complaints:start",
    icon="message",
    order=30,
)
