"""The pages of a report of wrongdoing in their order, and what this form does besides what every form does."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.intake import stepping
from amanah.engines.reports.intake.draft import Draft
from amanah.engines.reports.intake.fields import Step, UnitStep
from amanah.engines.reports.intake.flow import FILES_PAGE, REVIEWING, Flow, Page
from amanah.engines.reports.intake.troubles import Trouble
from amanah.engines.reports.report import ANONYMOUS, CONFIDENTIAL, OPEN, names
from amanah.engines.reports.services.filing import Alongside
from amanah.kernel.receipts import Receipt
from amanah.rooms.whistleblowing.intake import forms, troubles
from amanah.rooms.whistleblowing.outside import OUTSIDE_CHANNELS
from amanah.rooms.whistleblowing.questionnaires import step as questionnaire
from amanah.rooms.whistleblowing.questionnaires.messages import TITLE
from amanah.rooms.whistleblowing.regime import REGIME
from amanah.rooms.whistleblowing.routing import queries as routing
from amanah.rooms.whistleblowing.services import filing
from amanah.rooms.whistleblowing.topics import BY_KEY as TOPICS

PAGES = (
    Page(
        "topic",
        _("Tentang apa laporan Anda?"),
        _("Supaya laporan sampai ke orang yang tepat. Salah memilih tidak apa-apa."),
        forms.TopicForm,
        needed=True,
    ),
    Page(
        "place",
        _("Di mana ini terjadi?"),
        _("Bila unitnya diketahui, sistem menutup laporan ini bagi semua orang yang bekerja di sana dan para atasannya."),
        UnitStep,
        "reports/intake/place.html",
    ),
    Page(
        "story",
        _("Apa yang terjadi?"),
        _("Ini bagian terpenting. Yang lain boleh Anda lewati bila tidak tahu."),
        forms.StoryForm,
        needed=True,
    ),
    Page(
        "details",
        _("Kapan, di mana, dan bagaimana?"),
        _("Jawaban kecil sering menentukan. Lewati yang tidak Anda ketahui."),
        forms.DetailsForm,
    ),
    Page(
        questionnaire.KEY,
        questionnaire.QUESTION,
        questionnaire.WHY,
        questionnaire.AnsweredForm,
        "questionnaires/step.html",
        needed=True,
        shown=questionnaire.is_asked,
    ),
    Page(
        "shield",
        _("Siapa yang tidak boleh melihat laporan ini?"),
        _(
            "Sistem ini sendiri yang menutup laporan: orang yang Anda tulis dan para atasannya tidak menemukannya di daftar, "
            "pencarian, atau hitungan mana pun. Orang yang sudah Anda sebut terlibat tidak perlu ditulis lagi."
        ),
        forms.ShieldForm,
        "whistleblowing/intake/shield.html",
    ),
    FILES_PAGE,
    Page(
        "mode",
        _("Bagaimana Anda ingin melapor?"),
        _("Laporan anonim ditelaah sama seperti yang lain. Anda yang menentukan seberapa banyak tentang diri Anda yang diketahui."),
        forms.ModeForm,
        "whistleblowing/intake/mode.html",
        needed=True,
    ),
    Page(
        "identity",
        _("Siapa Anda?"),
        _("Supaya jelas siapa yang dilindungi dan bagaimana menghubungi Anda dengan aman."),
        forms.IdentityForm,
        needed=True,
        shown=lambda answers: answers.get("mode", ANONYMOUS) != ANONYMOUS,
        with_previous=True,
    ),
    Page(
        "recipient",
        _("Kepada siapa laporan ini dikirim?"),
        _("Hanya penerima yang Anda pilih dan koordinator laporan yang dapat membukanya."),
        forms.RecipientForm,
        "whistleblowing/intake/recipient.html",
        needed=True,
    ),
)

LABELS: Mapping[str, Promise] = {
    "topic": _("Pokok masalah"),
    "unit": _("Unit"),
    "place": _("Tempat"),
    "what": _("Kejadian"),
    "who": _("Yang terlibat"),
    "when": _("Waktu"),
    "where": _("Tempat tepatnya"),
    "how": _("Caranya"),
    "known": _("Dari mana Anda tahu"),
    "amount": _("Nilainya"),
    "exclude": _("Tidak boleh melihat"),
    "mode": _("Cara melapor"),
    "name": _("Nama"),
    "contact": _("Cara menghubungi"),
    "note": _("Catatan tentang menghubungi Anda"),
    "route": _("Penerima"),
}


class WrongdoingFlow(Flow):
    """With questions by topic, several receivers to choose from, and people who must not see it."""

    def settled(self, answers: dict[str, str]) -> dict[str, str]:
        """Without the answers to another topic's questions."""
        return questionnaire.settled(answers)

    def extras(self, request: HttpRequest, page: Page, draft: Draft) -> dict[str, Any]:  # noqa: ARG002 - as declared
        """Who is shut out already; which receivers are shut, and which is proposed."""
        if page.key == "shield":
            return {"involved": names(draft.answers.get("who", ""))}
        if page.key == "recipient":
            return {
                "shut": filing.shut_routes(draft.answers),
                "channels": OUTSIDE_CHANNELS,
                "proposed": routing.proposed_title(draft.answers),
            }
        return {}

    def interject(self, request: HttpRequest, page: Page, draft: Draft, form: Step) -> HttpResponse | None:
        """Where the very top is involved, the ways past the institution come first."""
        if page.key != "recipient" or form.cleaned_data["route"] != forms.RecipientForm.TOP:
            return None
        again = forms.RecipientForm(initial=draft.answers, with_top=False)
        return stepping.ask(request, self, page, draft, again, outside=True)

    def onward(self, request: HttpRequest, page: Page, draft: Draft) -> str:
        """Another topic asks other questions: they come before the way back to the review."""
        back = REVIEWING in request.GET and self.first_open(draft.answers) is None
        if back and page.key == "topic" and questionnaire.KEY not in draft.passed and questionnaire.is_asked(draft.answers):
            return f"{self.url(questionnaire.KEY)}?{REVIEWING}"
        return super().onward(request, page, draft)

    def foreseen(self, answers: dict[str, str]) -> Trouble | None:
        """What would stop this report, said before it is sent."""
        missing = filing.missing_recipient(answers["route"], answers["mode"], filing.subjects_of(answers).tags)
        return self.refused(missing, answers) if missing else None

    def refused(self, missing: str, answers: dict[str, str]) -> Trouble:
        """Why nobody on this route may receive it, and which others may."""
        return troubles.no_recipient(missing, answers)

    def file(self, case_id: UUID, answers: dict[str, str], draft: Draft, alongside: Alongside) -> Receipt:
        """Accept it, with the identity in an envelope of its own."""
        return filing.file_report(filing.from_answers(case_id, answers, draft.uploads()), alongside=alongside)

    def choice(self, answers: Mapping[str, str]) -> str:
        """The reporter chooses."""
        return answers.get("route", "")

    def title_of(self, choice: str, *, offline: bool = False) -> Promise | str:
        """Also of a recipient outside."""
        return filing.title_of(choice, offline=offline)

    def label(self, page: Page, name: str) -> Any:  # noqa: ARG002 - as declared
        """Short, as a review needs it."""
        return LABELS[name]

    def words(self, page: Page, name: str, value: str, *, offline: bool) -> str:
        """Codes in words."""
        match name:
            case "topic":
                return str(TOPICS[value].title) if value in TOPICS else ""
            case "mode":
                return {ANONYMOUS: gettext("Anonim"), CONFIDENTIAL: gettext("Rahasia"), OPEN: gettext("Terbuka")}.get(value, "")
            case "route":
                return str(filing.title_of(value, offline=offline))
            case _:
                return super().words(page, name, value, offline=offline)

    def rows(self, page: Page, answers: Mapping[str, str]) -> list[tuple[str, str]] | None:
        """The questions of the topic as they were answered."""
        if page.key != questionnaire.KEY:
            return None
        return questionnaire.lines(answers) or [(str(TITLE), gettext("(dikosongkan)"))]


FLOW = WrongdoingFlow(
    REGIME,
    namespace="whistleblowing",
    at="",
    pages=PAGES,
    compose=filing.from_answers,
)
