"""On the page of a report of the gravest route: how the opening stands, who holds shares, and what one may do."""

from typing import Any

from amanah.engines.reports.desk.parts import Page, Panel
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.foundation.vault.quorum import queries as quorums
from amanah.foundation.vault.quorum.models import Opening
from amanah.rooms.whistleblowing.desk.parts import add_panel
from amanah.rooms.whistleblowing.gravest import services
from amanah.rooms.whistleblowing.gravest.desk.views import wish_line
from amanah.rooms.whistleblowing.models import IdentityRequest
from amanah.rooms.whistleblowing.queries.identity import latest_of
from amanah.rooms.whistleblowing.workflow import SHARED_ROUTE


def build(page: Page) -> dict[str, Any] | None:
    """The state of the shared key, for whoever may know of the case."""
    shared = quorums.in_force(page.case.ref) if page.case.route == SHARED_ROUTE else None
    if shared is None:
        return None
    me = page.viewer.account
    usable = quorums.usable(shared)
    mine = quorums.live(shared, me.pk)
    holds_one = any(share.account_id == me.pk for share in usable)
    pair = unlocked_keys(page.request)
    others = [] if not holds_one else [wish for wish in quorums.waiting_for(me.pk) if wish.quorum_id == shared.pk]
    fit = services.eligible(page.case)
    return {
        "case": page.case,
        "needed": shared.threshold,
        "holders": [str(share.account) for share in usable],
        "weak": len(usable) < shared.threshold,
        "uneven": {f"account:{share.account_id}" for share in usable} != set(list(fit)[: quorums.rule().most]),
        "may_resplit": page.content is not None and len(fit) >= quorums.rule().threshold,
        "may_ask": mine is None and services.may_ask(page.viewer, page.case),
        "mine": quorums.progress(mine) if mine else None,
        "reading": mine is not None and mine.state == Opening.State.OPEN,
        "until": mine.until if mine else None,
        "wishes": [wish_line(wish, page.case, me, pair) for wish in others],
        "readers": [str(one.asker) for one in shared.openings.filter(state=Opening.State.OPEN).select_related("asker__person")],
        "unlocked": pair is not None,
    }


def envelope(page: Page) -> dict[str, Any] | None:
    """That enough custodians gave their shares of the identity envelope to this viewer, who has not joined them yet."""
    wish = latest_of(page.viewer, page.case) if page.case.route == SHARED_ROUTE and page.content is not None else None
    shared = quorums.in_force(wish.envelope) if wish is not None and wish.verdict == IdentityRequest.Verdict.GRANTED else None
    opening = quorums.live(shared, page.viewer.account.pk) if shared else None
    return {"case": page.case} if opening is not None and opening.state == Opening.State.ASKED else None


add_panel(Panel("gravest-envelope", "gravest/_envelope.html", envelope, order=0))
add_panel(Panel("gravest", "gravest/_panel.html", build, order=1))
