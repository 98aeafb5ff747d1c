"""What is done with a breach or a request once it is recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case, Proposal
from amanah.engines.cases.refusals import Refused
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads import services as threads
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.kernel import clock
from amanah.kernel.paper import Paper
from amanah.rooms.personal_data import leaving, moments
from amanah.rooms.personal_data.models import Activity, Breach, Search
from amanah.rooms.personal_data.opened import Opened, write
from amanah.rooms.personal_data.papers import record_of

KEPT = frozenset({"note", "measure", "decision", "identity"})
"""Papers that stay in the house and move nothing."""
TOLD = frozenset({"notice_subjects", "notice_authority", "notice_public"})


@dataclass(frozen=True)
class Extent:
    """How large a breach is, as far as is known: what it can do, how many people, whether specific data, whether the public is told."""

    gravity: str
    people: int | None
    specific: bool
    public: bool


def appoint(opened: Opened, accounts: Iterable[Account]) -> None:
    """Give the case and its key to those who help with it.

    Raises:
        Refused: "unfit" for somebody without a key, "excluded" for who may not act, and as the engine's `assign`.
    """
    with transaction.atomic():
        for account in accounts:
            public = keys.public_keys([account])
            if not public:
                raise Refused("unfit", _("Orang ini belum mempunyai kunci, jadi tidak dapat membuka perkara."))
            cases.assign(opened.case, account, viewer=opened.viewer)
            for holder, key in public.items():
                vault.hand_over(record_of(opened.case.pk), opened.key, holder, key, actor=opened.viewer.actor)


def keep(opened: Opened, channel: str, paper: Paper) -> None:
    """Keep a paper that moves nothing: a note, a measure taken, a decision, how somebody's identity was checked."""
    if channel not in KEPT:
        raise Refused("channel")
    write(opened, channel, paper)


def assess(opened: Opened, paper: Paper, extent: Extent, activities: Iterable[Activity] = ()) -> None:
    """Write an assessment, the first or a later one; the figures in the log are those of the latest."""
    with transaction.atomic():
        write(opened, "assessment", paper)
        values = {"gravity": extent.gravity, "people": extent.people, "specific": extent.specific, "public": extent.public}
        Breach.objects.filter(case=opened.case).update(**values)
        for activity in activities:
            threads.link(opened.case.ref, "about", activity.ref, actor=opened.viewer.actor)
        if opened.case.state == "known":
            cases.move(opened.case, "assess", viewer=opened.viewer)


def notify(opened: Opened, channel: str, paper: Paper, sent_at: datetime, late_because: str = "") -> None:
    """Note a notice that went out at `sent_at` (aware), with what it said. The clock of whom it was owed to stops.

    Raises:
        Refused: "guard" for a moment before the breach was known or still to come, for a late one without a reason, and for a text
            that names another case.
    """
    if channel not in TOLD:
        raise Refused("channel")
    breach = Breach.objects.get(case=opened.case)
    if not breach.known_at <= sent_at <= clock.now():
        raise Refused("guard", _("Saat terkirim tidak mungkin sebelum kegagalan diketahui atau di masa depan."))
    late = channel != "notice_public" and sent_at > moments.due_at(breach.known_at)
    if late and not late_because:
        raise Refused("guard", _("Pemberitahuan ini lewat dari waktunya. Tulis sebabnya."))
    leaving.refuse_numbers("\n".join((paper.text, *paper.facts.values())))
    facts = {**paper.facts, "sent": moments.local(sent_at).isoformat(timespec="minutes"), "late": late_because if late else ""}
    write(opened, channel, Paper(paper.text, facts), day=moments.local(sent_at).date())


def verify(opened: Opened, paper: Paper) -> None:
    """Write down how the asker's identity was checked, and go on to look."""
    with transaction.atomic():
        write(opened, "identity", paper)
        cases.move(opened.case, "verify", viewer=opened.viewer)


def find_in(opened: Opened, activity: Activity, finding: str, words: str) -> None:
    """Note whether the asker's data are in an activity; looked for again, the later finding counts.

    Raises:
        Refused: "guard" for an activity of which nobody says whether somebody is in it; "state" before the identity is clear.
    """
    if activity.undisclosed or activity.ended_on is not None:
        raise Refused("guard", _("Pada kegiatan ini tidak dicari: ada atau tidaknya data di sana tidak dinyatakan kepada siapa pun."))
    if opened.case.state != "verified":
        raise Refused("state")
    with transaction.atomic():
        entry = write(opened, "finding", Paper(words, {"activity": str(activity), "finding": finding}))
        values = {"finding": finding, "day": clock.today(), "account": opened.viewer.account, "seq": entry.seq}
        Search.objects.update_or_create(case=opened.case, activity=activity, defaults=values)


def reply(opened: Opened, paper: Paper, outcome: str) -> Proposal:
    """Propose the answer to the asker; the sentence about what is disclosed to nobody is added to every one.

    Raises:
        Refused: "guard" where nobody has looked yet, where a refusal names no ground, or where the text names another case.
    """
    if outcome != "granted" and not paper.facts.get("ground"):
        raise Refused("guard", _("Sebut alasan menurut undang-undang untuk bagian yang ditolak."))
    leaving.refuse_numbers(paper.text)
    return propose(opened, "answer", "reply", Paper(paper.text, {**paper.facts, "standing": leaving.standing_sentence()}), outcome)


def propose(opened: Opened, move: str, channel: str, paper: Paper, outcome: str) -> Proposal:
    """Propose a move that another person confirms, with a sealed reason."""
    with transaction.atomic():
        entry = write(opened, channel, paper)
        return cases.propose(opened.case, move, viewer=opened.viewer, outcome=outcome, reason_field=entry.field)


def end(opened: Opened, paper: Paper, outcome: str) -> None:
    """End a request without an answer in substance: withdrawn, or nobody can tell whether it is from the person concerned."""
    with transaction.atomic():
        entry = write(opened, "ending", paper)
        cases.move(opened.case, "end", viewer=opened.viewer, outcome=outcome, reason_field=entry.field)


def approve(proposal: Proposal, *, viewer: Viewer) -> None:
    """Confirm what was proposed."""
    cases.approve(proposal, viewer=viewer)


def reject(opened: Opened, proposal: Proposal, reason: str) -> None:
    """Turn a proposal down, with a sealed reason."""
    with transaction.atomic():
        entry = write(opened, "reason", Paper(reason))
        cases.reject(proposal, viewer=opened.viewer, verdict_field=entry.field)


def recuse(case: Case, *, viewer: Viewer) -> None:
    """Step back for good: the case is hidden from this person, and their key to it is taken away."""
    with transaction.atomic():
        vault.drop_holder(record_of(case.pk), viewer.actor, actor=viewer.actor)
        cases.recuse(case, viewer=viewer)
