"""The pages of a complaint in their order."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.intake.draft import Draft
from amanah.engines.reports.intake.flow import FILES_PAGE, Flow, Page
from amanah.engines.reports.services.filing import Alongside, Filing
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.kernel.receipts import Receipt
from amanah.rooms.complaints.intake import forms
from amanah.rooms.complaints.queries.services import service_name
from amanah.rooms.complaints.regime import REGIME
from amanah.rooms.complaints.services import taking

PAGES = (
    Page(
        "about",
        _("Apa yang ingin Anda sampaikan?"),
        _("Supaya sampai kepada yang dapat menjawab. Salah memilih tidak apa-apa."),
        forms.AboutForm,
        needed=True,
    ),
    Page(
        "story",
        _("Ceritakan"),
        _("Makin jelas uraiannya, makin cepat jawabannya. Lewati yang tidak Anda ketahui."),
        forms.StoryForm,
        needed=True,
    ),
    FILES_PAGE,
    Page(
        "treatment",
        _("Bagaimana kami memperlakukannya?"),
        _("Dua hal yang berbeda: siapa yang tahu nama Anda, dan apakah isinya boleh dibaca umum."),
        forms.TreatmentForm,
        needed=True,
    ),
    Page(
        "identity",
        _("Siapa Anda?"),
        _("Supaya jelas siapa yang mengadu. Nama Anda disegel dan hanya dibaca petugas yang menanganinya."),
        forms.IdentityForm,
        needed=True,
        shown=lambda answers: answers.get("anonymous") == forms.NO,
        with_previous=True,
    ),
)

LABELS = {
    "topic": _("Jenis"),
    "who": _("Pegawai yang dikeluhkan"),
    "anonymous": _("Petugas tahu siapa Anda"),
    "secret": _("Boleh diterbitkan"),
    "name": _("Nama"),
    "contact": _("Cara menghubungi"),
}


class ComplaintFlow(Flow):
    """With its two flags and its service kept beside the report."""

    def file(self, case_id: UUID, answers: dict[str, str], draft: Draft, alongside: Alongside) -> Receipt:
        """Accept it. Errors as `filing.file_report`."""
        return taking.file(case_id, _named(answers), tuple(draft.uploads()), alongside)

    def label(self, page: Page, name: str) -> Any:
        """Short, as a review needs it."""
        return LABELS.get(name) or super().label(page, name)

    def words(self, page: Page, name: str, value: str, *, offline: bool) -> str:
        """Codes in words."""
        if name == "service":
            return value if offline else service_name(value)
        return super().words(page, name, value, offline=offline)


def _named(answers: Mapping[str, str]) -> dict[str, str]:
    return {**answers, "service_name": service_name(answers.get("service", ""))}


def _compose(case_id: UUID, answers: Mapping[str, str], uploads: tuple[SealedUpload, ...]) -> Filing:
    return taking.from_answers(case_id, answers, uploads)


FLOW = ComplaintFlow(REGIME, namespace="complaints", at="complaint/", pages=PAGES, compose=_compose, start="complaints/intake/start.html")
