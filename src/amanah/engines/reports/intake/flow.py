"""A public form as a declaration: one question a page, files, review, sending, receipt. Works without JavaScript.

A room writes its pages as Django forms and what makes a report of the answers; everything else is here and in `stepping` and `sending`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.intake.draft import Draft
from amanah.engines.reports.intake.fields import FilesForm, Step
from amanah.engines.reports.intake.troubles import Trouble, no_recipient
from amanah.engines.reports.names import Names
from amanah.engines.reports.regimes import Regime
from amanah.engines.reports.services import filing
from amanah.engines.reports.services.filing import Alongside, Filing
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.vault.services import PreparedMailbox  # noqa: F401 - what a drawn receipt comes with
from amanah.kernel.receipts import Receipt

FILES: Final = "files"
REVIEWING: Final = "review"

Answers = Mapping[str, str]


def _always(_answers: Answers) -> bool:
    return True


@dataclass(frozen=True)
class Page:
    """One question. With `needed`, there is no report without a right answer to it.

    `shown(answers)` says whether this visitor is asked; a page that only some see shares the number of the one before it when
    `with_previous` says so. The page of files has no form.
    """

    key: str
    question: Promise
    why: Promise
    form: type[Step] | None
    template: str = "reports/intake/step.html"
    needed: bool = False
    shown: Callable[[Answers], bool] = _always
    with_previous: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of what it asks."""
        return tuple(self.form.base_fields) if self.form else ()


FILES_PAGE = Page(
    FILES,
    _("Apakah Anda punya berkas atau foto?"),
    _("Bukti membantu, tetapi tidak wajib. Anda juga dapat menambahkannya nanti lewat kotak komunikasi."),
    None,
    "reports/intake/files.html",
)
"""The page on which files are added, for a room to put where it belongs."""


class Flow:
    """The public form of one regime.

    Args:
        namespace: the room's public addresses; `at` is their place below /report/ ("complaint/").
        pages: in their order.
        compose: makes the report of an id, the cleaned answers and the files.
        start: template of the first page, which says what to know before writing; it extends reports/intake/start.html.
    """

    def __init__(
        self,
        regime: Regime,
        *,
        namespace: str,
        at: str,
        pages: tuple[Page, ...],
        compose: Callable[[UUID, Answers, tuple[SealedUpload, ...]], Filing],
        start: str = "reports/intake/start.html",
    ) -> None:
        self.regime, self.namespace, self.at, self.pages = regime, namespace, at, pages
        self.compose, self.start_template = compose, start
        self.names = Names(namespace)
        self.by_key = {page.key: page for page in pages}
        self._numbers: dict[str, int] = {}
        for page in pages:
            self._numbers[page.key] = max(self._numbers.values(), default=0) + (0 if page.with_previous else 1)
        self.total = max(self._numbers.values()) + 1

    # --- where things are

    def url(self, name: str) -> str:
        """The address of a page or of "start", "review", "sent", "receipt", "done", "turn", "reminder"."""
        return reverse(self.names[name])

    def number(self, page: Page) -> int:
        """What "step n of m" says."""
        return self._numbers[page.key]

    def urls(self) -> list[URLPattern]:
        """Its addresses, for the room's public urls."""
        from amanah.engines.reports.intake import sending, stepping  # late: they are written in terms of a Flow

        mine = {"flow": self}
        root = f"report/{self.at}"
        return [
            path(root, stepping.start, mine, name="start"),
            *(
                path(
                    f"{root}{page.key}/",
                    stepping.files if page.form is None else stepping.step,
                    mine if page.form is None else {**mine, "key": page.key},
                    name=page.key,
                )
                for page in self.pages
            ),
            path(f"{root}review/", sending.review, mine, name="review"),
            path(f"{root}turn/", sending.turn, mine, name="turn"),
            path(f"{root}sent/", sending.sent, mine, name="sent"),
            path(f"{root}receipt/", sending.receipt_again, mine, name="receipt"),
            path(f"{root}done/", sending.done, mine, name="done"),
            path(f"{root}reminder/", sending.reminder, mine, name="reminder"),
        ]

    # --- which questions

    def asked(self, answers: Answers) -> list[Page]:
        """The pages this visitor sees, given what they answered."""
        return [page for page in self.pages if page.shown(answers)]

    def names_asked(self, answers: Answers) -> list[str]:
        """The names of all answers that belong to the report: an anonymous one has no name."""
        return [name for page in self.asked(answers) for name in page.fields]

    def posted(self, values: Answers) -> dict[str, str]:
        """The answers that a request carries."""
        return {name: values.get(name, "") for name in self.names_asked(values)}

    def neighbours(self, key: str, answers: Answers) -> tuple[str, str]:
        """The addresses before and after a page, be it asked of this visitor or not."""
        here, others = self.pages.index(self.by_key[key]), self.asked(answers)
        before = ["start", *(page.key for page in others if self.pages.index(page) < here)]
        after = [*(page.key for page in others if self.pages.index(page) > here), "review"]
        return self.url(before[-1]), self.url(after[0])

    def first_open(self, answers: Answers) -> Page | None:
        """The first page whose answer is missing and needed, or None when everything needed is there."""
        for page in self.asked(answers):
            if page.needed and page.form is not None and not page.form(dict(answers)).is_valid():
                return page
        return None

    def cleaned(self, answers: Answers) -> dict[str, str]:
        """The answers as the forms understand them; call only when nothing is missing."""
        found: dict[str, str] = {}
        for page in self.asked(answers):
            if page.form is not None:
                form = page.form(dict(answers))
                form.is_valid()
                found |= {name: str(value) for name, value in form.cleaned_data.items()}
        return found

    # --- what a room may do differently

    def settled(self, answers: dict[str, str]) -> dict[str, str]:
        """The answers without those that another answer has made void."""
        return answers

    def extras(self, request: HttpRequest, page: Page, draft: Draft) -> dict[str, Any]:  # noqa: ARG002 - for rooms to fill
        """What a page shows besides its form."""
        return {}

    def interject(self, request: HttpRequest, page: Page, draft: Draft, form: Step) -> HttpResponse | None:  # noqa: ARG002 - likewise
        """Another answer than going on, to a page that was filled in rightly."""
        return None

    def onward(self, request: HttpRequest, page: Page, draft: Draft) -> str:
        """Where a page leads: to the next one, or straight back to the review if the change opened no new question."""
        if REVIEWING in request.GET and self.first_open(draft.answers) is None:
            return self.url("review")
        return self.neighbours(page.key, draft.answers)[1]

    def foreseen(self, answers: dict[str, str]) -> Trouble | None:
        """What would stop this report, said before it is sent."""
        found = self.compose(UUID(int=0), answers, ())
        open_to = filing.readers(self.regime, found.report.route, found.tags, found.unit)
        return None if open_to else self.refused("route", answers)

    def refused(self, missing: str, answers: dict[str, str]) -> Trouble:  # noqa: ARG002 - for rooms with several routes
        """Why nobody may receive this."""
        return no_recipient()

    def file(self, case_id: UUID, answers: dict[str, str], draft: Draft, alongside: Alongside) -> Receipt:
        """Accept the report. Errors as `filing.file_report`."""
        return filing.file_report(self.regime, self.compose(case_id, answers, tuple(draft.uploads())), alongside=alongside)

    def choice(self, answers: Answers) -> str:
        """Which receiver these answers mean, as `title_of` knows it."""
        return self.compose(UUID(int=0), answers, ()).report.route

    def title_of(self, choice: str, *, offline: bool = False) -> Promise | str:  # noqa: ARG002 - for rooms that look it up
        """How that receiver is called; empty for none. `offline` asks the database nothing."""
        return self.regime.kind.routes[choice][0] if choice in self.regime.kind.routes else ""

    def label(self, page: Page, name: str) -> Any:
        """How an answer is called on the review page."""
        found = self.regime.labels.get(name)
        return found or (page.form.base_fields[name].label if page.form else name)

    def words(self, page: Page, name: str, value: str, *, offline: bool) -> str:  # noqa: ARG002 - for rooms that look it up
        """An answer in words."""
        choices = getattr(page.form.base_fields[name], "choices", None) if page.form else None
        if not choices:
            return value
        titles = {str(key): title for key, title in choices}
        title = titles.get(value, value)
        return str(getattr(title, "title_only", title))

    def rows(self, page: Page, answers: Answers) -> list[tuple[str, str]] | None:  # noqa: ARG002 - for pages of another make
        """The lines of a page on the review that are not simply its fields; None for those that are."""
        return None

    def files_form(self) -> FilesForm:
        """The control for files."""
        return FilesForm()
