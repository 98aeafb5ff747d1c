"""Reading a report of the gravest route: always several people together, always for a while, always told.

Each verb first asks whether the person may know of the case at all; what the vault then refuses is said in the words of a screen.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amanah.engines.cases import queries as cases
from amanah.engines.cases.models import Case
from amanah.engines.cases.refusals import Refused
from amanah.engines.cases.scope import holds
from amanah.engines.reports.opened import Opened
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.vault import custody
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.errors import CannotOpen, NoKeys
from amanah.foundation.vault.quorum import queries as quorums
from amanah.foundation.vault.quorum import services as quorum
from amanah.foundation.vault.quorum.errors import AskedAlready, HoldsOne, NoShare, Over, TooFew
from amanah.foundation.vault.quorum.models import Opening, Quorum
from amanah.kernel.sealing import KeyPair
from amanah.rooms.whistleblowing.services import filing
from amanah.rooms.whistleblowing.workflow import GRAVEST

SENTENCES = {
    TooFew: _("Belum cukup pemegang yang memberikan bagiannya, atau pemegangnya terlalu sedikit."),
    NoShare: _("Anda tidak memegang bagian kunci perkara ini yang dapat dipakai."),
    HoldsOne: _("Penggantinya sudah memegang satu bagian. Buka perkara ini bersama, lalu bagi ulang kuncinya, atau pilih orang lain."),
    AskedAlready: _("Permintaan Anda atas perkara ini masih berjalan."),
    Over: _("Permintaan ini sudah berakhir atau bagian Anda sudah diberikan."),
    NoKeys: _("Salah seorang belum membuat kunci."),
    CannotOpen: _("Bagian kunci ini tidak cocok dengan perkaranya. Beri tahu administrator."),
}


@contextmanager
def in_words() -> Iterator[None]:
    """What the vault refuses, as the engine's refusal with a sentence."""
    try:
        yield
    except tuple(SENTENCES) as error:
        sentence = next(text for kind, text in SENTENCES.items() if isinstance(error, kind))
        raise Refused("guard", sentence) from error


def ask(case: Case, viewer: Viewer, reason: str) -> Opening:
    """Ask the holders to open the report for the viewer. Raises Refused."""
    shared = _shared(case, viewer)
    if not may_ask(viewer, case):
        raise Refused("role")
    with in_words():
        return quorum.ask(shared, viewer.account, reason)


def contribute(case: Case, viewer: Viewer, opening_id: UUID, key_pair: KeyPair) -> None:
    """Give one's own share to a colleague's opening. Raises Refused: "not_found" also where the asker may not see the case any more."""
    shared = _shared(case, viewer)
    opening = shared.openings.filter(pk=opening_id).first()
    if opening is None or not cases.may_see(Viewer.of(opening.asker), case.pk):
        raise Refused("not_found")
    with in_words():
        quorum.contribute(opening, viewer.account, key_pair)


def open_now(case: Case, viewer: Viewer, key_pair: KeyPair) -> None:
    """Join what was given and read; the first time, the key is split anew among the same people. Raises Refused.

    The first split may have been made in a reporter's browser. From here on no device of theirs has known the key for which the staff's
    own record is sealed. It is left for another time while colleagues wait for shares of the old one.
    """
    shared = _shared(case, viewer)
    opening = quorums.live(shared, viewer.account.pk)
    if opening is None:
        raise Refused("not_found")
    with in_words():
        records = quorum.open_now(opening, key_pair)
        keepers = keys.public_keys([share.account for share in quorums.usable(shared)])
        waits = shared.openings.filter(state=Opening.State.ASKED).exists()
        if quorums.first(shared) and not waits and len(keepers) >= shared.threshold:
            content = {record: vault.content_key(record, viewer.actor, key_pair) for record in records}
            quorum.resplit(case.ref, keepers, content, actor=viewer.actor, threshold=shared.threshold)


def end(case: Case, viewer: Viewer) -> None:
    """Give one's opening, or one's wish, back before its time. Raises Refused."""
    opening = quorums.live(_shared(case, viewer), viewer.account.pk)
    if opening is None:
        raise Refused("not_found")
    with in_words():
        quorum.end(opening, actor=viewer.actor)


def resplit(opened: Opened) -> Quorum:
    """Split the key anew among everybody who may hold a share now; all former shares are void. Raises Refused."""
    _shared(opened.case, opened.viewer)
    with in_words():
        some = dict(list(eligible(opened.case).items())[: quorums.rule().most])
        return quorum.resplit(opened.case.ref, some, opened.records, actor=opened.viewer.actor)


def pass_share(case: Case, leaver: Account, successor: Account, *, viewer: Viewer, key_pair: KeyPair) -> None:
    """Give a leaver's share to the successor; where that cannot be, drop it only while enough others remain. Raises Refused.

    Only who leaves can open their own share. Whoever hands over for them can but drop it.
    """
    own = viewer.account.pk == leaver.pk
    refusal = foreseen(case, leaver, successor, own=own)
    if refusal:
        raise Refused("guard", refusal)
    if _may_move(case, leaver, successor, own=own):
        with in_words():
            quorum.move_share(case.ref, leaver, successor, key_pair)
    else:
        quorum.drop_share(case.ref, f"account:{leaver.pk}", actor=viewer.actor)


def envelopes(leaver: Account, successor: Account) -> tuple[set[str], set[str]]:
    """The shared identity envelopes of which a leaver holds a share: those whose share can go on or be dropped, and those that stick."""
    matters = {matter for matter in quorums.matters_of(leaver.pk) if matter.startswith("identity:")}
    allowed = custody.may_hold(successor, matters) if matters and keys.public_keys([successor]) else set()
    going = set()
    for matter in matters:
        shared = quorums.in_force(matter)
        if shared is None:
            continue
        holders = {share.account_id for share in quorums.usable(shared)}
        movable = matter in allowed and leaver.pk in holders and not shared.shares.filter(account=successor).exists()
        if movable or len(holders - {leaver.pk}) >= shared.threshold:
            going.add(matter)
    return going, matters - going


def pass_envelope(matter: str, leaver: Account, successor: Account, key_pair: KeyPair) -> None:
    """Give the leaver's own share of an envelope to the successor, or drop it where they hold one or may not. Raises Refused."""
    shared = quorums.in_force(matter)
    if shared is None:
        return
    fit = matter in custody.may_hold(successor, [matter]) and not shared.shares.filter(account=successor).exists()
    with in_words(), transaction.atomic():
        if fit and any(share.account_id == leaver.pk for share in quorums.usable(shared)):
            quorum.move_share(matter, leaver, successor, key_pair)
        else:
            quorum.drop_share(matter, f"account:{leaver.pk}", actor=f"account:{leaver.pk}")


def foreseen(case: Case, leaver: Account, successor: Account, *, own: bool) -> Any:
    """Why the leaver's share can neither go to the successor nor be dropped; empty when it can, or when there is none."""
    shared = quorums.in_force(case.ref)
    if shared is None or not shared.shares.filter(account=leaver).exists() or _may_move(case, leaver, successor, own=own):
        return ""
    if len([share for share in quorums.usable(shared) if share.account_id != leaver.pk]) >= shared.threshold:
        return ""
    if not _fit(case, successor):
        return SUCCESSOR_UNFIT
    return SENTENCES[HoldsOne] if own else ONLY_THEMSELVES


def _may_move(case: Case, leaver: Account, successor: Account, *, own: bool) -> bool:
    shared = quorums.in_force(case.ref)
    if shared is None or not own or not _fit(case, successor):
        return False
    usable = {share.account_id for share in quorums.usable(shared)}
    return leaver.pk in usable and not shared.shares.filter(account=successor).exists()


def _fit(case: Case, successor: Account) -> bool:
    """Whether the successor holds the role of this route, has a key, and is not concerned."""
    return f"account:{successor.pk}" in eligible(case)


SUCCESSOR_UNFIT = _("Penggantinya tidak boleh memegang bagian kunci perkara ini, dan pemegang yang tersisa terlalu sedikit.")
ONLY_THEMSELVES = _("Bagian kunci hanya dapat diserahkan pemegangnya sendiri. Tanpa itu, bagi ulang kuncinya atau panggil pemulihan.")


def eligible(case: Case) -> dict[str, bytes]:
    """Holder → public key of everybody who may hold a share of this case now."""
    readers = filing.recipients(frozenset(bytes(tag) for tag in case.tags.values_list("tag", flat=True)))
    gone = {f"account:{pk}" for pk in case.recusals.values_list("account", flat=True)}
    return {holder: public for holder, public in readers.by_role.get(GRAVEST, {}).items() if holder not in gone}


def may_ask(viewer: Viewer, case: Case) -> bool:
    """Whether the viewer works on such cases, or on this one."""
    assigned = case.assignments.filter(account=viewer.account, until__isnull=True).exists()
    return assigned or holds(viewer, case.declared.may_handle(case.route), case)


def _shared(case: Case, viewer: Viewer) -> Quorum:
    shared = quorums.in_force(case.ref)
    if shared is None or not cases.may_see(viewer, case.pk):
        raise Refused("not_found")
    quorum.lapse(case.ref)
    return shared
