"""The pages of the report in their order: one question each."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.intake.fields import Step
from amanah.engines.reports.report import ANONYMOUS
from amanah.rooms.whistleblowing.intake import forms
from amanah.rooms.whistleblowing.questionnaires import step as questionnaire


@dataclass(frozen=True)
class Page:
    """One step. `number` is what "step n of m" says; a page that only some see shares the number of the one before it."""

    key: str
    number: int
    question: Promise
    why: Promise
    form: type[Step] | None
    template: str = "whistleblowing/intake/step.html"

    @property
    def url(self) -> str:
        """Where the page is."""
        return reverse(f"whistleblowing:{self.key}")

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of what it asks."""
        return tuple(self.form.base_fields) if self.form else ()


PAGES = (
    Page(
        "topic",
        1,
        _("Tentang apa laporan Anda?"),
        _("Supaya laporan sampai ke orang yang tepat. Salah memilih tidak apa-apa."),
        forms.TopicForm,
    ),
    Page(
        "place",
        2,
        _("Di mana ini terjadi?"),
        _("Bila unitnya diketahui, sistem menutup laporan ini bagi semua orang yang bekerja di sana dan para atasannya."),
        forms.PlaceForm,
        "whistleblowing/intake/place.html",
    ),
    Page("story", 3, _("Apa yang terjadi?"), _("Ini bagian terpenting. Yang lain boleh Anda lewati bila tidak tahu."), forms.StoryForm),
    Page(
        "details",
        4,
        _("Kapan, di mana, dan bagaimana?"),
        _("Jawaban kecil sering menentukan. Lewati yang tidak Anda ketahui."),
        forms.DetailsForm,
    ),
    Page(
        questionnaire.KEY,
        5,
        questionnaire.QUESTION,
        questionnaire.WHY,
        questionnaire.AnsweredForm,
        "questionnaires/step.html",
    ),
    Page(
        "shield",
        6,
        _("Siapa yang tidak boleh melihat laporan ini?"),
        _(
            "Sistem ini sendiri yang menutup laporan: orang yang Anda tulis dan para atasannya tidak menemukannya di daftar, "
            "pencarian, atau hitungan mana pun. Orang yang sudah Anda sebut terlibat tidak perlu ditulis lagi."
        ),
        forms.ShieldForm,
        "whistleblowing/intake/shield.html",
    ),
    Page(
        "files",
        7,
        _("Apakah Anda punya berkas atau foto?"),
        _("Bukti membantu, tetapi tidak wajib. Anda juga dapat menambahkannya nanti lewat kotak komunikasi."),
        None,
        "whistleblowing/intake/files.html",
    ),
    Page(
        "mode",
        8,
        _("Bagaimana Anda ingin melapor?"),
        _("Laporan anonim ditelaah sama seperti yang lain. Anda yang menentukan seberapa banyak tentang diri Anda yang diketahui."),
        forms.ModeForm,
        "whistleblowing/intake/mode.html",
    ),
    Page(
        "identity",
        8,
        _("Siapa Anda?"),
        _("Supaya jelas siapa yang dilindungi dan bagaimana menghubungi Anda dengan aman."),
        forms.IdentityForm,
    ),
    Page(
        "recipient",
        9,
        _("Kepada siapa laporan ini dikirim?"),
        _("Hanya penerima yang Anda pilih dan koordinator laporan yang dapat membukanya."),
        forms.RecipientForm,
        "whistleblowing/intake/recipient.html",
    ),
)
TOTAL = PAGES[-1].number + 1
BY_KEY = {page.key: page for page in PAGES}
NEEDED = ("topic", "story", questionnaire.KEY, "mode", "identity", "recipient")
"""The pages without whose answer, or with a wrong one, there is no report."""


def asked(answers: Mapping[str, str]) -> list[Page]:
    """The pages this visitor sees, given what they answered."""
    left_out = set()
    if answers.get("mode", ANONYMOUS) == ANONYMOUS:
        left_out.add("identity")
    if not questionnaire.is_asked(answers):
        left_out.add(questionnaire.KEY)
    return [page for page in PAGES if page.key not in left_out]


def names_asked(answers: Mapping[str, str]) -> list[str]:
    """The names of all answers that belong to the report, given what was answered: an anonymous one has no name."""
    return [name for page in asked(answers) for name in page.fields]


def posted(values: Mapping[str, str]) -> dict[str, str]:
    """The answers that a request carries."""
    return {name: values.get(name, "") for name in names_asked(values)}


def neighbours(key: str, answers: Mapping[str, str]) -> tuple[str, str]:
    """The addresses before and after a page, be it asked of this visitor or not."""
    here, others = PAGES.index(BY_KEY[key]), asked(answers)
    before = [page.url for page in others if PAGES.index(page) < here]
    after = [page.url for page in others if PAGES.index(page) > here]
    return [reverse("whistleblowing:start"), *before][-1], [*after, reverse("whistleblowing:review")][0]


def first_open(answers: Mapping[str, str]) -> Page | None:
    """The first page whose answer is missing and needed, or None when everything needed is there."""
    for page in asked(answers):
        if page.key in NEEDED and page.form is not None and not page.form(dict(answers)).is_valid():
            return page
    return None
