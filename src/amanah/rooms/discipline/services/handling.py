"""What examiners and those who manage discipline do with a case."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from amanah import rulebook
from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Assignment, Case, Proposal
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.kernel import clock
from amanah.kernel.paper import Paper
from amanah.rooms.discipline.models import LEADING, Element, Examiner, Hearing
from amanah.rooms.discipline.opened import Opened, write
from amanah.rooms.discipline.papers import record_of

BEFORE_HEARING = "discipline.summons_before_hearing"
WITHOUT_WORDS = frozenset({"miss", "miss_again", "examine_anew", "take_effect"})


def appoint(opened: Opened, appointments: Iterable[tuple[Account, Element]]) -> None:
    """Give the case and its key to those who examine it; a case that waited for them is prepared then.

    Raises:
        Refused: "unfit" for somebody without a key, "excluded" for who may not act, and as the engine's `assign`.
    """
    with transaction.atomic():
        for account, element in appointments:
            public = keys.public_keys([account])
            if not public:
                raise cases.Refused("unfit")
            for holder, key in public.items():
                vault.hand_over(record_of(opened.case.pk), opened.key, holder, key, actor=opened.viewer.actor)
            Examiner.objects.update_or_create(case=opened.case, account=account, defaults={"element": element})
            if not _examines(opened.case, account):
                cases.assign(opened.case, account, viewer=opened.viewer)
        if opened.case.state == "received":
            cases.move(opened.case, "appoint", viewer=opened.viewer)


def earliest_hearing(on: date | None = None) -> rulebook.DueDate:
    """The first day on which somebody summoned on `on` (today) may be heard, with the rule that says so."""
    return rulebook.due(BEFORE_HEARING, on or clock.today())


def summon(opened: Opened, letter: Paper, day: date) -> None:
    """Summon to a hearing on `day`: the first time, or again after the person stayed away.

    Raises:
        Refused: "guard" where the day comes too early, and as the engine's `move`.
    """
    earliest = earliest_hearing()
    if day < earliest.date:
        words = _("Hari pemeriksaan paling awal %(day)s (%(rule)s).")
        raise cases.Refused("guard", words % {"day": earliest.date.strftime("%d-%m-%Y"), "rule": earliest.provision.citation})
    again = opened.case.state == "missed"
    with transaction.atomic():
        entry = write(opened, "summons", Paper(letter.text, {**letter.facts, "hearing": day.isoformat()}))
        Hearing.objects.create(case=opened.case, seq=entry.seq, day=day)
        cases.move(opened.case, "summon_again" if again else "summon", viewer=opened.viewer)


def examine(opened: Opened, minutes: Paper) -> None:
    """Keep the minutes of the examination, which thereby is done. Raises Refused before the day of the hearing."""
    with transaction.atomic():
        write(opened, "minutes", minutes)
        cases.move(opened.case, "examine", viewer=opened.viewer)


def simple_move(case: Case, move: str, *, viewer: Viewer) -> None:
    """Make a move that needs no words."""
    if move not in WITHOUT_WORDS:
        raise cases.Refused("unknown_move")
    cases.move(case, move, viewer=viewer)


def examine_anew(case: Case, *, viewer: Viewer) -> None:
    """Take the case back to where a team is formed and summons anew."""
    simple_move(case, "examine_anew", viewer=viewer)


def is_team(case: Case) -> bool:
    """Whether superior, oversight and personnel examine together, as a heavy sanction needs."""
    current = Assignment.objects.filter(case=case, until__isnull=True).values("account_id")
    elements = set(Examiner.objects.filter(case=case, account_id__in=current).values_list("element", flat=True))
    return bool(elements & LEADING) and {Element.OVERSIGHT, Element.PERSONNEL} <= elements


def propose(opened: Opened, move: str, decision: Paper, outcome: str) -> Proposal:
    """Propose a decision of some level, or that there be none; somebody who manages discipline checks and confirms it.

    Raises:
        Refused: "guard" for a heavy sanction that no team examined, and as the engine's `propose`.
    """
    if outcome == "heavy" and not is_team(opened.case):
        words = _("Untuk hukuman berat, yang memeriksa ialah tim: atasan, unsur pengawasan, unsur kepegawaian. Serahkan dahulu.")
        raise cases.Refused("guard", words)
    with transaction.atomic():
        entry = write(opened, "decision", decision)
        return cases.propose(opened.case, move, viewer=opened.viewer, outcome=outcome, reason_field=entry.field)


def approve(proposal: Proposal, *, viewer: Viewer) -> None:
    """Confirm what was proposed."""
    cases.approve(proposal, viewer=viewer)


def reject(opened: Opened, proposal: Proposal, reason: str) -> None:
    """Turn a proposal down, with a sealed reason."""
    with transaction.atomic():
        entry = write(opened, "reason", Paper(reason))
        cases.reject(proposal, viewer=opened.viewer, verdict_field=entry.field)


def deliver(opened: Opened, paper: Paper, day: date) -> None:
    """Note that the decision was handed to the person on `day`; the time to object counts from there.

    Raises:
        Refused: "guard" for a day before the decision or one that is still to come.
    """
    decided = opened.case.steps.filter(move="decide").order_by("-seq").first()
    if day > clock.today() or (decided is not None and day < decided.day):
        raise cases.Refused("guard", _("Hari penyampaian tidak mungkin sebelum keputusan atau sesudah hari ini."))
    with transaction.atomic():
        write(opened, "delivery", Paper(paper.text, {**paper.facts, "day": day.isoformat()}))
        cases.move(opened.case, "deliver", viewer=opened.viewer, day=day)


def object_to(opened: Opened, move: str, paper: Paper) -> None:
    """Note an objection ("object") or an appeal to BPASN ("appeal")."""
    with transaction.atomic():
        write(opened, "objection", paper)
        cases.move(opened.case, move, viewer=opened.viewer)


def rule(opened: Opened, move: str, paper: Paper, outcome: str = "") -> None:
    """Note what was decided on an objection or appeal: "uphold", "change" with the new level as `outcome`, or "annul"."""
    with transaction.atomic():
        write(opened, "ruling", paper)
        cases.move(opened.case, move, viewer=opened.viewer, outcome="annulled" if move == "annul" else outcome)


def note(opened: Opened, text: str) -> None:
    """Keep a note among examiners."""
    write(opened, "note", Paper(text))


def recuse(case: Case, *, viewer: Viewer) -> None:
    """Step back for good: the case is hidden from this person, and their key to it is taken away."""
    with transaction.atomic():
        vault.drop_holder(record_of(case.pk), viewer.actor, actor=viewer.actor)
        cases.recuse(case, viewer=viewer)


def _examines(case: Case, account: Account) -> bool:
    return case.assignments.filter(account=account, until__isnull=True).exists()
