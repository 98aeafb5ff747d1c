"""The leaving officer: everything they handle goes to a successor in one act, case by case, so that it can be interrupted and resumed.

Nothing is taken from whoever leaves before somebody else who is there can open it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amanah.engines.cases import queries as case_queries
from amanah.engines.cases import services as cases
from amanah.engines.cases.events import ref_of
from amanah.engines.cases.models import Assignment, Case
from amanah.engines.cases.services.people import unfitness
from amanah.engines.reports.opened import work_ref
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.vault import custody
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.models import Wrap
from amanah.foundation.vault.quorum import queries as quorums
from amanah.foundation.vault.quorum import services as quorum
from amanah.foundation.vault.services import bulk
from amanah.foundation.vault.services.staff import holder_of
from amanah.kernel.sealing import KeyPair
from amanah.rooms.whistleblowing.gravest import services as gravest
from amanah.rooms.whistleblowing.services.passing_on import following
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING

NO_KEY = _("Anda tidak memegang kunci perkara ini; mintalah pemegangnya atau panggil pemulihan.")
SUCCESSOR_WITHOUT_KEYS = _("Penggantinya belum membuat kunci.")
LAST_HOLDER = _("Penggantinya tidak boleh memegangnya, dan tidak ada petugas lain yang dapat membukanya.")
ENVELOPES = _("Amplop identitas")
SHARED_ENVELOPES = _("Bagian kunci amplop identitas")


@dataclass(frozen=True)
class Line:
    """One matter of whoever leaves: whether they handle it themselves, and why it cannot go to the successor, if it cannot."""

    title: Any
    handled: bool
    refusal: Any = ""
    records: frozenset[str] = frozenset()


AT_ONCE = 200
"""Cases in one act: some seconds of work. What they handle goes first; the rest follows when the button is pressed again."""


def plan(viewer: Viewer, leaver: Account, successor: Account) -> list[Line]:
    """What would happen, without doing it: every matter of the leaver's that the viewer may know of."""
    mine = keys.records_of(viewer.actor, {record for case in _cases_of(viewer, leaver) for record in _records(case)})
    handled = _handled(leaver)
    own = viewer.account.pk == leaver.pk
    lines = [
        _foreseen_shared(case, case.pk in handled, leaver, successor, own=own)
        if quorums.in_force(case.ref) is not None
        else _foreseen(case, case.pk in handled, leaver, successor, mine)
        for case in _cases_of(viewer, leaver)
    ]
    lines.sort(key=lambda line: (not line.handled, line.title))
    return [*lines, *_foreseen_envelopes(viewer, leaver, successor), *_shared_envelopes(viewer, leaver, successor)]


def hand_over(viewer: Viewer, key_pair: KeyPair, leaver: Account, successor: Account) -> tuple[list[Line], list[Line]]:
    """Do it, for at most AT_ONCE cases.

    Answers what was handed over, and what stayed with the leaver and why, so that another successor can be chosen for it.
    """
    done: list[Line] = []
    stayed: list[Line] = []
    handled = _handled(leaver)
    cases_of = sorted(_cases_of(viewer, leaver), key=lambda case: (case.pk not in handled, case.number))
    for case in cases_of:
        if len(done) >= AT_ONCE:
            break
        line = Line(case.number, case.pk in handled)
        try:
            act = _hand_over_case if quorums.in_force(case.ref) is None else _hand_over_shared
            with transaction.atomic():
                act(case, viewer, key_pair, leaver, successor)
        except cases.Refused as refusal:
            stayed.append(Line(case.number, line.handled, refusal.sentence))
        else:
            done.append(line)
    for line in _foreseen_envelopes(viewer, leaver, successor):
        vault.give(line.records, viewer.actor, key_pair, successor, actor=viewer.actor)
        _pass_on(following(line.records, leaver, successor), viewer, key_pair, successor)
        with transaction.atomic():
            left = vault.let_go(line.records, leaver, actor=viewer.actor)
        (stayed if left else done).append(Line(line.title, line.handled, LAST_HOLDER if left else "", records=frozenset(left)))
    for line in _shared_envelopes(viewer, leaver, successor):
        for matter in () if line.refusal else sorted(line.records):
            gravest.pass_envelope(matter, leaver, successor, key_pair)
        (stayed if line.refusal else done).append(line)
    return done, stayed


def _pass_on(records: Collection[str], viewer: Viewer, key_pair: KeyPair, successor: Account) -> None:
    """Let the successor open what its reporter let pass on; each stands for itself, so that it can be run again."""
    public = keys.public_keys([successor]).get(holder_of(successor))
    if public is None or not records:
        return
    for record, key in bulk.content_keys(records, viewer.actor, key_pair).items():
        with transaction.atomic():
            vault.hand_over(record, key, holder_of(successor), public, actor=viewer.actor)


def _hand_over_case(case: Case, viewer: Viewer, key_pair: KeyPair, leaver: Account, successor: Account) -> None:
    opened = bulk.content_keys(_records(case), viewer.actor, key_pair)
    present = set(Wrap.objects.filter(record__in=_records(case)).values_list("record", flat=True))
    if not present or opened.keys() != present:
        raise cases.Refused("role", NO_KEY)
    public = keys.public_keys([successor]).get(holder_of(successor))
    handled = case.pk in _handled(leaver)
    open_and_handled = handled and case.closed_on is None
    if open_and_handled and public is None:
        raise cases.Refused("unfit", SUCCESSOR_WITHOUT_KEYS)
    if open_and_handled:
        refusal = unfitness(case, successor)
        if refusal is not None and refusal.code != "assigned":
            raise refusal
    if public is not None and (open_and_handled or case_queries.may_see(Viewer.of(successor), case.pk)):
        for record, key in opened.items():
            vault.hand_over(record, key, holder_of(successor), public, actor=viewer.actor)
    if vault.let_go(_records(case), leaver, actor=viewer.actor):
        raise cases.Refused("unfit", LAST_HOLDER)
    if open_and_handled:
        cases.succeed(case, leaver, successor, viewer=viewer)
    elif handled:
        cases.unassign(case, leaver, viewer=viewer)


def _hand_over_shared(case: Case, viewer: Viewer, key_pair: KeyPair, leaver: Account, successor: Account) -> None:
    """The leaver's share goes on, never the whole: what they opened for themselves ends, and the successor asks anew."""
    gravest.pass_share(case, leaver, successor, viewer=viewer, key_pair=key_pair)
    quorum.drop_share(case.ref, holder_of(leaver), actor=viewer.actor)
    handled = case.pk in _handled(leaver)
    if handled and case.closed_on is None:
        cases.succeed(case, leaver, successor, viewer=viewer)
    elif handled:
        cases.unassign(case, leaver, viewer=viewer)


def _foreseen_shared(case: Case, handled: bool, leaver: Account, successor: Account, *, own: bool) -> Line:  # noqa: FBT001 - as above
    refusal = gravest.foreseen(case, leaver, successor, own=own)
    if not refusal and handled and case.closed_on is None:
        unfit = unfitness(case, successor)
        refusal = unfit.sentence if unfit is not None and unfit.code != "assigned" else ""
    return Line(case.number, handled, refusal)


def _foreseen(case: Case, handled: bool, leaver: Account, successor: Account, mine: set[str]) -> Line:  # noqa: FBT001 - as above
    refusal: Any = ""
    if not mine.issuperset(present := set(Wrap.objects.filter(record__in=_records(case)).values_list("record", flat=True))) or not present:
        refusal = NO_KEY
    elif handled and case.closed_on is None:
        unfit = unfitness(case, successor)
        if unfit is not None and unfit.code != "assigned":
            refusal = unfit.sentence
        elif not keys.public_keys([successor]):
            refusal = SUCCESSOR_WITHOUT_KEYS
    elif not case_queries.may_see(Viewer.of(successor), case.pk) or not keys.public_keys([successor]):
        others = vault.living(_records(case))
        if any(not others.get(record, set()) - {holder_of(leaver)} for record in present):
            refusal = LAST_HOLDER
    return Line(case.number, handled, refusal)


def _foreseen_envelopes(viewer: Viewer, leaver: Account, successor: Account) -> list[Line]:
    apart = set(Wrap.objects.filter(holder=holder_of(leaver), record__startswith="identity").values_list("record", flat=True))
    # Whoever hands over for somebody else is shown no envelopes that are not their own to give.
    apart &= keys.records_of(viewer.actor, apart)
    if not apart:
        return []
    allowed = custody.may_hold(successor, apart) | following(apart, leaver, successor) if keys.public_keys([successor]) else set()
    others = vault.living(apart - allowed)
    stuck = frozenset(record for record in apart - allowed if not others.get(record, set()) - {holder_of(leaver)})
    lines = [Line(ENVELOPES, handled=True, refusal="", records=frozenset(apart - stuck))] if apart - stuck else []
    return [*lines, *([Line(ENVELOPES, handled=True, refusal=LAST_HOLDER, records=stuck)] if stuck else [])]


def _shared_envelopes(viewer: Viewer, leaver: Account, successor: Account) -> list[Line]:
    """Only their holder can give shares on, so nobody else is shown them."""
    if viewer.account.pk != leaver.pk:
        return []
    going, stuck = gravest.envelopes(leaver, successor)
    lines = [Line(SHARED_ENVELOPES, handled=True, records=frozenset(going))] if going else []
    return [*lines, *([Line(SHARED_ENVELOPES, handled=True, refusal=LAST_HOLDER, records=frozenset(stuck))] if stuck else [])]


def _cases_of(viewer: Viewer, leaver: Account) -> list[Case]:
    wraps = Wrap.objects.filter(holder=holder_of(leaver), record__startswith="case:").values_list("record", flat=True)
    seen = case_queries.visible(viewer).filter(kind=WHISTLEBLOWING.key)
    wanted = set(wraps) | {ref_of(pk) for pk in _handled(leaver)} | quorums.matters_of(leaver.pk)
    return [case for case in seen.order_by("number") if case.ref in wanted]


def _handled(leaver: Account) -> set[UUID]:
    return set(Assignment.objects.filter(account=leaver, until__isnull=True).values_list("case_id", flat=True))


def _records(case: Case) -> Collection[str]:
    return (case.ref, work_ref(case.pk))
