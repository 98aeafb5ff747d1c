"""What was coded of a report, and what its moves may not contradict."""

from typing import TYPE_CHECKING, Final

from amanah.engines.cases.models import Case
from amanah.engines.reports.queries.reading import Content
from amanah.rooms.illegal_levies.models import Coding, Jurisdiction, Known
from amanah.rooms.illegal_levies.queries import referrals
from amanah.rooms.illegal_levies.refusals import SENTENCES
from amanah.rooms.illegal_levies.sheets import Levy, Screening
from amanah.rooms.illegal_levies.workflow import DUPLICATE, OUTSIDE, PROVEN

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OUT_OF_HANDS: Final = frozenset({Jurisdiction.OTHER, Jurisdiction.NO_LEVY})


def of(case: Case) -> Coding | None:
    """What was coded of a report so far."""
    return Coding.objects.filter(case=case).first()


def latest_levy(content: Content) -> Levy | None:
    """The record of the levy as it stands."""
    field = _latest(content, "levy")
    return Levy.from_bytes(content.fields[field]) if field else None


def latest_tests(content: Content) -> Screening | None:
    """The tests as they stand."""
    field = _latest(content, "tests")
    return Screening.from_bytes(content.fields[field]) if field else None


def why_not_clarified(case: Case) -> "StrOrPromise | None":
    """What is missing before clarification may begin, or what speaks against it; None for nothing."""
    coded = of(case)
    if coded is None or not coded.jurisdiction or not coded.known:
        return SENTENCES["tests"]
    if coded.jurisdiction in OUT_OF_HANDS:
        return SENTENCES["outside"]
    return SENTENCES["same"] if coded.known == Known.SAME else None


def outcome_unfit(case: Case, move: str, outcome: str) -> "StrOrPromise | None":
    """Why this outcome contradicts what was coded, how far the case came or what was answered; None where it does not."""
    code = {"archive": _archive_unfit, "conclude": _result_unfit}.get(move, lambda _case, _outcome: "")(case, outcome)
    return SENTENCES[code] if code else None


def _archive_unfit(case: Case, outcome: str) -> str:
    coded = of(case)
    if outcome == OUTSIDE:
        return "" if coded is not None and coded.jurisdiction in OUT_OF_HANDS else "not_outside"
    return "not_same" if outcome == DUPLICATE and (coded is None or coded.known != Known.SAME) else ""


def _result_unfit(case: Case, outcome: str) -> str:
    if outcome == "law_enforcement":
        return "" if referrals.accepted(case) else "not_accepted"
    if case.state == "referred":
        return "referred"
    if outcome in PROVEN and case.state == "clarification":
        return "unexamined"
    return "record" if outcome in PROVEN and not case.entries.filter(channel="levy").exists() else ""


def _latest(content: Content, channel: str) -> str:
    return next((entry.field for entry in reversed(content.entries) if entry.channel == channel and entry.field in content.fields), "")
