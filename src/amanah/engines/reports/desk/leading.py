"""What leaves a report once its result stands: only what a handler writes for it, compared first with what must not leave."""

from collections.abc import Iterator
from typing import Any

from amanah.engines.cases import leading
from amanah.engines.cases.leading import Slip
from amanah.engines.cases.models import Case
from amanah.engines.cases.scope import holds
from amanah.engines.reports.channels import FROM_REPORTER
from amanah.engines.reports.desk import parts
from amanah.engines.reports.desk.parts import Act, Page, Panel
from amanah.engines.reports.queries import reading
from amanah.engines.reports.queries.reading import Content
from amanah.engines.reports.report import ANONYMOUS
from amanah.foundation.access.viewer import Viewer
from amanah.kernel.sealing import KeyPair

PROVEN = frozenset({"proven", "partly_proven"})
RUN = 5
"""So many words in a row that also stand in the report are a quotation, and style betrays."""
SHORTEST = 4
"""Letters of a part of a name that is looked for."""


def offer(kind: str) -> None:
    """Let results of this kind be handed on once they are PROVEN, and show what came of it. Called when a desk's addresses are loaded."""
    leading.register_origin(kind, leading.Origin(may_lead, slips))
    parts.of(kind).add_acts("leading", _acts)
    parts.of(kind).add_panel(Panel("leading", "reports/desk/_led.html", _panel, 80))


def may_lead(viewer: Viewer, case: Case) -> bool:
    """Whether this person handles the report and it was found proven, wholly or in part."""
    return case.outcome in PROVEN and holds(viewer, case.declared.may_handle(case.route), case)


def slips(viewer: Viewer, case: Case, key_pair: KeyPair, text: str) -> list[Slip] | None:
    """Parts of the reporter's identity and runs of the reporter's words that stand in `text`; None where the report cannot be opened.

    A Slip "unseen" says that there is an identity which this person may not open, so that it could not be compared.
    """
    opened = reading.open_case(viewer, case, key_pair)
    if opened is None:
        return None
    content = reading.content(opened)
    report = content.report
    identity = reading.identity(viewer, report, key_pair)
    found = [Slip("unseen", "")] if identity is None and report.mode != ANONYMOUS else []
    words = _words(text)
    if identity is not None:
        own = {*_words(identity.name), *_words(identity.contact)}
        found += [Slip("identity", word) for word in dict.fromkeys(words) if word in own and len(word) >= SHORTEST]
    theirs = {run for said in _said(content) for run in _runs(_words(said))}
    found += [Slip("quote", " ".join(run)) for run in dict.fromkeys(_runs(words)) if run in theirs]
    return found


def _said(content: Content) -> Iterator[str]:
    yield from content.report.answers.values()
    yield from (writing.text for writing in content.texts(FROM_REPORTER))


def _words(text: str) -> list[str]:
    return "".join(character if character.isalnum() else " " for character in text.casefold()).split()


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def _acts(page: Page) -> list[Act]:
    return [Act(offer.key, offer.title, "secondary", offer.url) for offer in leading.offers(page.viewer, page.case)]


def _panel(page: Page) -> dict[str, Any] | None:
    led = leading.led_to(page.case)
    return {"led": led} if led else None
