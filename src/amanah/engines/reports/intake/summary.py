"""The report as its writer sees it before sending."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amanah.engines.reports import subjects
from amanah.engines.reports.intake.draft import Draft
from amanah.engines.reports.intake.flow import FILES, REVIEWING, Flow, Page
from amanah.foundation.evidence.uploads import CLEANED, ORIGINAL
from amanah.foundation.organisation import queries as organisation


@dataclass(frozen=True)
class Section:
    """What one page asked and what was answered; `url` leads back to change it."""

    title: Promise
    rows: list[tuple[str, str]]
    url: str


def sections(flow: Flow, answers: Mapping[str, str], draft: Draft | None, *, offline: bool = False) -> list[Section]:
    """Every page's answers in order. Without a draft there is nothing to go back to, so no page offers a change."""
    return [
        Section(
            page.question,
            list(_rows(flow, page, answers, draft, offline=offline)),
            f"{flow.url(page.key)}?{REVIEWING}" if draft and not offline else "",
        )
        for page in flow.asked(answers)
        # Without the draft nobody knows whether there are files; saying "none" could be wrong.
        if draft or page.key != FILES
    ]


def unit_words(unit_id: str) -> str:
    """The unit as a reporter knows it: its name and those above it, or "" for none."""
    unit = subjects.unit_of(unit_id)
    if unit is None:
        return ""
    return " › ".join([*organisation.path_names([unit])[unit.pk], unit.name])


def _rows(flow: Flow, page: Page, answers: Mapping[str, str], draft: Draft | None, *, offline: bool) -> Iterator[tuple[str, str]]:
    if page.key == FILES:
        named = [f"{upload.name} ({_state(upload.state)})" for upload in draft.uploads()] if draft else []
        yield _("Berkas"), "\n".join(named) or _("Tidak ada berkas")
        return
    rows = flow.rows(page, answers)
    if rows is not None:
        yield from rows
        return
    empty = _("(dikosongkan)")
    for name in page.fields:
        value = answers.get(name, "")
        if name == "unit":
            words = "" if offline else unit_words(value) or _("Tidak yakin")
        else:
            words = flow.words(page, name, value, offline=offline)
        yield str(flow.label(page, name)), words or empty


def _state(state: str) -> str:
    return {CLEANED: _("salinan bersih"), ORIGINAL: _("asli")}.get(state, _("belum dibersihkan"))
