"""What this room does when it hears of cases, and what it tells the rest of the house."""

from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.events import CaseUnassigned
from amanah.engines.cases.queries import may_see
from amanah.engines.retention import contents, schedule
from amanah.engines.retention.schedule import DESTROY, Class
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import work
from amanah.foundation.threads import visibility
from amanah.foundation.vault import custody as vault_custody
from amanah.foundation.vault import services as vault
from amanah.kernel import events
from amanah.rooms.personal_data import nodes
from amanah.rooms.personal_data.custody import PersonalDataCustody
from amanah.rooms.personal_data.papers import PREFIX, record_of
from amanah.rooms.personal_data.workflow import BREACH, KEYS, KINDS, REQUEST

TITLES = {BREACH.key: _("Kegagalan pelindungan data pribadi"), REQUEST.key: _("Permohonan subjek data")}


def take_key(event: CaseUnassigned) -> None:
    """Who no longer handles a case and does not see it by role loses its key, in the same transaction."""
    if event.kind not in KEYS:
        return
    viewer = Viewer.of(Account.objects.get(pk=event.account_id))
    if not may_see(viewer, event.case_id):
        vault.drop_holder(record_of(event.case_id), viewer.actor, actor=event.actor)


def listen() -> None:
    """Called once, when the room is installed."""
    events.subscribe(CaseUnassigned, take_key, inside=True)
    vault_custody.register(PersonalDataCustody(), PREFIX)
    visibility.register("processing", nodes.sieve, nodes.describe)
    work.register("personal_data", nodes.lines)
    for kind in KINDS:
        outcomes = frozenset(kind.outcomes)
        schedule.register(
            Class(kind.key, kind.key, TITLES[kind.key], outcomes, "personal_data.file_active", "personal_data.file_inactive", DESTROY)
        )
        contents.register(kind.key, lambda cases: {case.pk: {record_of(case.pk)} for case in cases})
