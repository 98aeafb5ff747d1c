"""The pages of a report of a levy in their order."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.intake.draft import Draft
from amanah.engines.reports.intake.fields import UnitStep
from amanah.engines.reports.intake.flow import FILES_PAGE, Flow, Page
from amanah.engines.reports.report import ANONYMOUS, OPEN
from amanah.foundation.public_services import queries as catalogue
from amanah.kernel import clock
from amanah.rooms.illegal_levies.intake import forms
from amanah.rooms.illegal_levies.regime import REGIME
from amanah.rooms.illegal_levies.services.filing import compose, service_name

PAGES = (
    Page("service", _("Untuk layanan apa uang diminta?"), _("Kami bandingkan dengan tarif resminya."), forms.ServiceForm),
    Page(
        "money",
        _("Berapa uang yang diminta?"),
        _("Angka perkiraan pun menolong kami melihat seberapa jauh dari tarif resmi."),
        forms.MoneyForm,
        "illegal_levies/intake/money.html",
    ),
    Page(
        "method",
        _("Bagaimana uang itu diminta?"),
        _("Supaya kami tahu ke mana harus melihat. Salah memilih tidak apa-apa."),
        forms.MethodForm,
        needed=True,
    ),
    Page(
        "place",
        _("Di mana ini terjadi?"),
        _("Bila unitnya diketahui, sistem menutup laporan ini bagi semua orang yang bekerja di sana dan para atasannya."),
        UnitStep,
        "reports/intake/place.html",
    ),
    Page("story", _("Apa yang terjadi?"), _("Ini bagian terpenting. Lewati yang tidak Anda ketahui."), forms.StoryForm, needed=True),
    FILES_PAGE,
    Page(
        "mode",
        _("Bagaimana Anda ingin melapor?"),
        _("Laporan anonim ditelaah sama seperti yang lain. Anda yang menentukan seberapa banyak tentang diri Anda yang diketahui."),
        forms.ModeForm,
        needed=True,
    ),
    Page(
        "identity",
        _("Siapa Anda?"),
        _("Supaya jelas bagaimana menghubungi Anda dengan aman."),
        forms.IdentityForm,
        needed=True,
        shown=lambda answers: answers.get("mode", ANONYMOUS) != ANONYMOUS,
        with_previous=True,
    ),
)

LABELS = {
    "topic": _("Cara meminta"),
    "unit": _("Unit"),
    "place": _("Tempat"),
    "mode": _("Cara melapor"),
    "name": _("Nama"),
    "contact": _("Cara menghubungi"),
}


class LevyFlow(Flow):
    """With the official fee beside what was asked."""

    def extras(self, request: HttpRequest, page: Page, draft: Draft) -> dict[str, Any]:  # noqa: ARG002 - as declared
        """The official fee of the chosen service as it stands today."""
        code = draft.answers.get("service", "")
        return {"offer": catalogue.offer(code, clock.today()) if page.key == "money" and code else None}

    def label(self, page: Page, name: str) -> Any:
        """Short, as a review needs it."""
        return LABELS.get(name) or super().label(page, name)

    def words(self, page: Page, name: str, value: str, *, offline: bool) -> str:
        """Codes in words."""
        if name == "service":
            return value if offline else service_name(value)
        if name == "mode":
            return {ANONYMOUS: gettext("Anonim"), OPEN: gettext("Terbuka")}.get(value, "")
        return super().words(page, name, value, offline=offline)


FLOW = LevyFlow(REGIME, namespace="levies", at="levy/", pages=PAGES, compose=compose, start="illegal_levies/intake/start.html")
