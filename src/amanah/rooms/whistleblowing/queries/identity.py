"""Who may decide on identity envelopes, and what they see of a request: its reason, never the report."""

from django.db.models import QuerySet

from amanah.engines.cases.models import Case
from amanah.engines.cases.queries.visible import not_hidden
from amanah.foundation.access.models import Account, Grant, stands_on
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.whistleblowing.models import IdentityRequest
from amanah.rooms.whistleblowing.workflow import CUSTODIAN


def custodians_for(case: Case) -> list[Account]:
    """The custodians whom this case does not concern."""
    grants = Grant.objects.filter(stands_on(clock.today()), role=CUSTODIAN, unit__parent=None).select_related("account")
    accounts = {grant.account_id: grant.account for grant in grants if grant.account.may_sign_in()}
    return [account for account in accounts.values() if Case.objects.filter(not_hidden(Viewer.of(account)), pk=case.pk).exists()]


def requests_before(viewer: Viewer) -> QuerySet[IdentityRequest]:
    """The requests that a custodian may see and decide; none for anybody else, none on cases that concern them."""
    if not viewer.has(CUSTODIAN):
        return IdentityRequest.objects.none()
    cases = Case.objects.filter(not_hidden(viewer)).values("pk")
    return (
        IdentityRequest.objects.filter(case__in=cases)
        .exclude(requester=viewer.account)
        .select_related("case", "requester__person", "decided_by__person")
        .order_by("-day", "id")
    )


def latest_of(viewer: Viewer, case: Case) -> IdentityRequest | None:
    """The viewer's own newest request on this case."""
    return IdentityRequest.objects.filter(case=case, requester=viewer.account).order_by("-day", "-id").first()
