"""The report as its writer sees it before sending."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amanah.engines.reports import subjects
from amanah.engines.reports.intake.draft import Draft
from amanah.engines.reports.report import ANONYMOUS, CONFIDENTIAL, OPEN
from amanah.foundation.evidence.uploads import CLEANED, ORIGINAL
from amanah.foundation.organisation import queries as organisation
from amanah.rooms.whistleblowing.intake import steps
from amanah.rooms.whistleblowing.intake.views import REVIEWING
from amanah.rooms.whistleblowing.questionnaires import step as questionnaire
from amanah.rooms.whistleblowing.questionnaires.messages import TITLE
from amanah.rooms.whistleblowing.services import filing
from amanah.rooms.whistleblowing.topics import BY_KEY as TOPICS


@dataclass(frozen=True)
class Section:
    """What one page asked and what was answered; `url` leads back to change it."""

    title: Promise
    rows: list[tuple[str, str]]
    url: str


def sections(answers: Mapping[str, str], draft: Draft | None, *, offline: bool = False) -> list[Section]:
    """Every page's answers in order. Without a draft there is nothing to go back to, so no page offers a change."""
    return [
        Section(
            page.question, list(_rows(page, answers, draft, offline=offline)), f"{page.url}?{REVIEWING}" if draft and not offline else ""
        )
        for page in steps.asked(answers)
        # Without the draft nobody knows whether there are files; saying "none" could be wrong.
        if draft or page.key != "files"
    ]


def unit_words(unit_id: str) -> str:
    """The unit as a reporter knows it: its name and those above it, or "" for none."""
    unit = subjects.unit_of(unit_id)
    if unit is None:
        return ""
    return " › ".join([*organisation.path_names([unit])[unit.pk], unit.name])


def _rows(page: steps.Page, answers: Mapping[str, str], draft: Draft | None, *, offline: bool) -> Iterator[tuple[str, str]]:
    if page.key == "files":
        named = [f"{upload.name} ({_state(upload.state)})" for upload in draft.uploads()] if draft else []
        yield _("Berkas"), "\n".join(named) or _("Tidak ada berkas")
        return
    empty = _("(dikosongkan)")
    if page.key == questionnaire.KEY:
        yield from questionnaire.lines(answers) or [(str(TITLE), empty)]
        return
    for name in page.fields:
        yield _label(name), (_words(name, answers.get(name, ""), offline=offline) or empty)


def _state(state: str) -> str:
    return {CLEANED: _("salinan bersih"), ORIGINAL: _("asli")}.get(state, _("belum dibersihkan"))


def _label(name: str) -> str:
    short = {
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
    return short[name]


def _words(name: str, value: str, *, offline: bool) -> str:
    match name:
        case "topic":
            return str(TOPICS[value].title) if value in TOPICS else ""
        case "unit":
            return "" if offline else unit_words(value) or _("Tidak yakin")
        case "mode":
            return {ANONYMOUS: _("Anonim"), CONFIDENTIAL: _("Rahasia"), OPEN: _("Terbuka")}.get(value, "")
        case "route":
            return str(filing.title_of(value, offline=offline))
        case _:
            return value
