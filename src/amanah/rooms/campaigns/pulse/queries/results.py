"""What a wave told, and what changed between two: shares with their intervals, question by question and part by part."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amanah.rooms.campaigns.pulse import declare
from amanah.rooms.campaigns.pulse.intervals import Change, Share, change, share
from amanah.rooms.campaigns.pulse.models import Counter, Pulse, Wave
from amanah.rooms.campaigns.pulse.protecting import REST, Part, common, summed
from amanah.rooms.campaigns.pulse.questions.definition import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROUND = 10


@dataclass(frozen=True)
class Line:
    """One choice: how many took it, and their share of 100."""

    text: str
    favourable: bool
    count: int
    percent: int


@dataclass(frozen=True)
class Figure:
    """A question as the whole answered it; `share` is that of the favourable choices, None where none is better."""

    question: Question
    short: str
    text: str
    base: int
    lines: list[Line]
    share: Share | None


@dataclass(frozen=True)
class Compared:
    """A question in two waves: of the whole, and of each part that both waves told."""

    question: Question
    short: str
    change: Change
    parts: "Sequence[tuple[str, Change]]"


def whole(wave: Wave) -> Part | None:
    """The whole that a closed wave told; None where too few answered."""
    return _part(wave.result["whole"]) if wave.result and wave.result["whole"] else None


def parts(wave: Wave) -> list[Part]:
    """The parts that a closed wave told; none where only the whole may be told."""
    return [_part(one) for one in wave.result["parts"]] if wave.result else []


def figures(wave: Wave) -> list[Figure]:
    """The questions of a closed wave, as far as they may be told."""
    told = whole(wave)
    if told is None:
        return []
    found = []
    for question in wave.questions:
        base = told.base(question.key)
        if base:
            answers = told.answers[question.key]
            lines = [
                Line(one.text.get(_language()), one.favourable, answers.get(one.key, 0), round(100 * answers.get(one.key, 0) / base))
                for one in question.choices
            ]
            words = question.short.get(_language()), question.text.get(_language())
            found.append(Figure(question, *words, base, lines, share_of(told, question)))
    return found


def by_part(wave: Wave, question: Question) -> list[tuple[str, Share]]:
    """The favourable share of each part; empty where none is told."""
    found = [(part_name(wave, part.groups), share_of(part, question)) for part in parts(wave)]
    return [(name, one) for name, one in found if one is not None]


def compared(before: Wave, after: Wave) -> list[Compared]:
    """Every question that both waves asked in the same words and that has favourable choices."""
    asked = {(one.key, one.edition) for one in before.questions}
    first, second = whole(before), whole(after)
    if first is None or second is None:
        return []
    sets = common([parts(before), parts(after)]) if parts(before) and parts(after) else []
    found = []
    for question in after.questions:
        shares = share_of(first, question), share_of(second, question)
        if (question.key, question.edition) not in asked or shares[0] is None or shares[1] is None:
            continue
        lines = []
        for groups in sets:
            one, other = (share_of(summed(parts(wave), groups), question) for wave in (before, after))
            if one is not None and other is not None:
                lines.append((part_name(after, groups), change(one, other)))
        several = lines if len(lines) > 1 else []
        found.append(Compared(question, question.short.get(_language()), change(shares[0], shares[1]), several))
    return found


def share_of(part: Part, question: Question) -> Share | None:
    """The share of favourable answers; None where nobody answered or no choice is better than another."""
    base = part.base(question.key)
    if not base or not question.favourable:
        return None
    answers = part.answers[question.key]
    return share(sum(answers.get(key, 0) for key in question.favourable), base)


def reference(wave: Wave, waves: "Sequence[Wave]") -> Wave | None:
    """With which wave this one is compared: the last one before the campaign, and else the one before it."""
    earlier = [one for one in waves if one.seq < wave.seq and one.closed_on is not None]
    if wave.sort in {declare.BEFORE, declare.REGULAR}:
        return earlier[-1] if earlier else None
    befores = [one for one in earlier if one.sort == declare.BEFORE]
    return befores[-1] if befores else (earlier[-1] if earlier else None)


def sheets_so_far(wave: Wave) -> int:
    """How many sheets an open wave has, rounded down to tens, so that nobody sees one coming in."""
    first = wave.asked[0]["key"]
    return int(Counter.objects.filter(wave=wave, question=first).aggregate(n=Sum("count"))["n"] or 0) // _ROUND * _ROUND


def sheets(wave: Wave) -> int | None:
    """How many sheets a closed wave has; None where they were too few to be told."""
    return wave.result["sheets"] if wave.result else None


def doubts(wave: Wave) -> list[str]:
    """What speaks against taking the figures at their word."""
    found = []
    many = sheets(wave)
    if many is not None and many > wave.invited:
        found.append(
            _("Ada %(many)s lembar, padahal hanya %(invited)s orang diundang. Sebagian dijawab lebih dari sekali atau oleh orang luar.")
            % {"many": many, "invited": wave.invited}
        )
    invited = {one["key"]: one["invited"] for one in wave.groups}
    for part in parts(wave):
        most = max((part.base(one.key) for one in wave.questions), default=0)
        asked = sum(invited.get(group, 0) for group in part.groups)
        if REST not in part.groups and most > asked:
            found.append(
                _("%(part)s: %(many)s jawaban dari %(asked)s orang yang diundang.")
                % {"part": part_name(wave, part.groups), "many": most, "asked": asked}
            )
    return found


def part_name(wave: Wave, groups: Iterable[str]) -> str:
    """What a part is called: its groups, and those who named none where they are in it."""
    wanted = set(groups)
    names = [name for key, name in wave.names.items() if key in wanted]
    if REST in wanted:
        names.append(_("yang tidak menyebut bagiannya"))
    text = "; ".join(names)
    return text[:1].upper() + text[1:]


def latest_shown() -> list[Wave]:
    """For each pulse, the latest wave that is shown in public."""
    found: dict[object, Wave] = {}
    for wave in Wave.objects.filter(shown_since__isnull=False).select_related("pulse").order_by("closes_on"):
        found[wave.pulse_id] = wave
    return sorted(found.values(), key=lambda wave: wave.closes_on, reverse=True)


def waves_of(pulse: Pulse) -> list[Wave]:
    """Its waves in their order."""
    return list(pulse.waves.select_related("pulse").order_by("seq"))


def _part(raw: dict[str, dict[str, dict[str, int]]]) -> Part:
    return Part(tuple(raw["groups"]), raw["answers"])


def _language() -> str:
    return get_language() or "id"
