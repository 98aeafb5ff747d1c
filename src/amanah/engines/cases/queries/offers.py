"""What may be done with a case, by whom, before anyone tries."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from amanah.engines.cases.declare import Move
from amanah.engines.cases.models import Case, Proposal
from amanah.engines.cases.queries.together import Together
from amanah.engines.cases.scope import holds
from amanah.foundation.access.models import Account, Grant, stands_on
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CANDIDATES = 40


@dataclass(frozen=True)
class Offer:
    """A move the viewer's role allows now; `blocked` is the guard's sentence when something else is still missing."""

    move: Move
    outcomes: "tuple[tuple[str, StrOrPromise], ...]"
    blocked: "StrOrPromise" = ""


def allowed_moves(viewer: Viewer, case: Case) -> list[Offer]:
    """The moves open to the viewer from the case's present state, in the order declared."""
    kind = case.declared
    offers = []
    for move in kind.moves_from(case.state):
        if holds(viewer, move.roles, case):
            sentences = (guard(case, viewer) for guard in move.guards)
            outcomes = tuple(kind.named_by(move).items())
            offers.append(Offer(move, outcomes, next((sentence for sentence in sentences if sentence is not None), "")))
    return offers


def open_proposal(case: Case) -> Proposal | None:
    """The proposal that waits for the second pair of eyes, if any."""
    return case.proposals.filter(verdict=Proposal.Verdict.OPEN).select_related("proposer__person").first()


def may_decide(viewer: Viewer, proposal: Proposal) -> bool:
    """Whether the viewer can be the second pair of eyes on this proposal."""
    own = proposal.proposer_id == viewer.account.pk
    return not own and holds(viewer, proposal.case.declared.move(proposal.move).may_approve, proposal.case)


def may_assign(viewer: Viewer, case: Case) -> bool:
    """Whether the viewer hands out this case."""
    return case.closed_on is None and holds(viewer, case.declared.may_assign(case.route), case)


def candidates(case: Case) -> list[Account]:
    """Who could be given the case: fitting roles, not excluded, not recused, no interest declared, not on it already. At most CANDIDATES.

    The same number of queries for one holder of a fitting role and for many.
    """
    taken = Q(pk__in=case.assignments.filter(until__isnull=True).values("account_id"))
    fitting = [viewer for viewer in _holding(case, case.declared.may_handle(case.route), taken) if viewer.account.may_sign_in()]
    known = Together(Case.objects.filter(pk=case.pk))
    return sorted((viewer.account for viewer in fitting if known.not_hidden(viewer)), key=str)


def standing_aside(case: Case) -> list[Account]:
    """Those who would know of the case by their role, had they not declared an interest that it touches. At most CANDIDATES are asked.

    For whoever hands the case out: that somebody stands aside is their business, what was declared is not.
    """
    known = Together(Case.objects.filter(pk=case.pk))
    return sorted((viewer.account for viewer in _holding(case, case.declared.may_handle(case.route)) if known.set_aside(viewer)), key=str)


def holders(case: Case, roles: frozenset[str]) -> list[Account]:
    """Accounts that hold one of the roles where it counts for this case, whether or not they may see it."""
    return [viewer.account for viewer in _holding(case, roles)]


def _holding(case: Case, roles: frozenset[str], without: Q | None = None) -> list[Viewer]:
    granted = Grant.objects.filter(stands_on(clock.today()), role__in=roles)
    accounts = Account.objects.filter(pk__in=granted.values("account_id")).exclude(without or Q(pk__in=[])).select_related("person")
    return [viewer for viewer in Viewer.of_many(accounts.order_by("pk")[:CANDIDATES]) if holds(viewer, roles, case)]
