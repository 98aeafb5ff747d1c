"""On the page of a report that went outside: to whom, how it stands, and what was written."""

from typing import Any

from amanah.engines.reports.desk.parts import Page, Panel
from amanah.engines.reports.queries.reading import names_of
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.rooms.whistleblowing.desk.parts import add_panel
from amanah.rooms.whistleblowing.outside_recipients import queries
from amanah.rooms.whistleblowing.outside_recipients.desk.views import NoteForm
from amanah.rooms.whistleblowing.workflow import OUTSIDE_ROUTE


def build(page: Page) -> dict[str, Any] | None:
    """For whoever may know of the case."""
    matter = queries.matters_seen(page.viewer).filter(case=page.case).first() if page.case.route == OUTSIDE_ROUTE else None
    if matter is None:
        return None
    pair = unlocked_keys(page.request)
    names = names_of(queries.authors(matter)) | {matter.recipient.ref: matter.recipient.name}
    return {
        "case": page.case,
        "matter": matter,
        "messages": queries.messages(matter, page.viewer.actor, pair, names) if pair else [],
        "unlocked": pair is not None,
        "form": NoteForm(),
    }


add_panel(Panel("outside", "outside/_panel.html", build, order=2))
