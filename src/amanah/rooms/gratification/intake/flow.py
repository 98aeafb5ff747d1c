"""The public form of a report of gratification, under /report/gift/."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.intake.draft import Draft
from amanah.engines.reports.intake.flow import FILES_PAGE, Flow, Page
from amanah.engines.reports.subjects import unit_of
from amanah.rooms.gratification.codes import TOPICS
from amanah.rooms.gratification.intake import forms
from amanah.rooms.gratification.regime import REGIME
from amanah.rooms.gratification.services import compose, parted

PAGES = (
    Page(
        "kind",
        _("Apakah Anda menerima atau menolaknya?"),
        _("Hari penerimaan menentukan aturan mana yang berlaku dan sampai kapan laporan Anda tepat waktu."),
        forms.KindForm,
        needed=True,
    ),
    Page(
        "gift",
        _("Apa yang diberikan?"),
        _("KPK menetapkan statusnya dari uraian dan nilainya. Taksiran boleh."),
        forms.GiftForm,
        needed=True,
    ),
    Page(
        "giver",
        _("Siapa yang memberi?"),
        _("Hubungan dengan jabatan Anda menentukan apakah ini gratifikasi."),
        forms.GiverForm,
        needed=True,
    ),
    Page("story", _("Bagaimana kejadiannya?"), _("Formulir KPK meminta kronologi. Tulis apa adanya."), forms.StoryForm, needed=True),
    FILES_PAGE,
    Page(
        "office",
        _("Di unit mana Anda bekerja?"),
        _("Supaya UPG tahu di mana pemberian sering terjadi. Kepala unit tidak diberi tahu."),
        forms.OfficeForm,
        "gratification/intake/place.html",
    ),
    Page(
        "person",
        _("Siapa Anda?"),
        _("KPK mensyaratkan identitas penerima. Identitas tersegel bersama laporan dan hanya dibuka UPG, lalu KPK."),
        forms.PersonForm,
        needed=True,
    ),
)


class GiftFlow(Flow):
    """With codes in words on the review."""

    def label(self, page: Page, name: str) -> Any:
        """As the desk calls it."""
        own = {
            "topic": _("Yang dilaporkan"),
            "name": _("Nama"),
            "email": _("Surel"),
            "unit": _("Unit"),
            "desk": _("UPG yang menerima"),
            "place": _("Unit, dengan kata sendiri"),
        }
        return own.get(name) or super().label(page, name)

    def extras(self, request: HttpRequest, page: Page, draft: Draft) -> dict[str, Any]:
        """Whether to ask for a UPG of one's own part at all."""
        return {"parted": parted()} if page.key == "office" else super().extras(request, page, draft)

    def words(self, page: Page, name: str, value: str, *, offline: bool) -> str:
        """Codes in words."""
        if name == "topic":
            return str(TOPICS.get(value, ""))
        if name == "unit":
            unit = None if offline else unit_of(value)
            return unit.name if unit is not None else ""
        return super().words(page, name, value, offline=offline)


FLOW = GiftFlow(REGIME, namespace="gratification", at="gift/", pages=PAGES, compose=compose, start="gratification/intake/start.html")
