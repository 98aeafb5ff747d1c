"""What may be read of protection: by the holder of the receipt, and by handlers from an opened case."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from amanah.engines.cases.models import Case, SubjectTag
from amanah.engines.cases.queries import visible
from amanah.engines.reports.channels import FROM_REPORTER
from amanah.engines.reports.queries.reading import Content
from amanah.engines.reports.report import Message, Report, wants_no_contact
from amanah.engines.reports.services.mailbox import content_key
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.services import OpenedMailbox
from amanah.kernel.paper import Paper
from amanah.rooms.whistleblowing.protection import checks
from amanah.rooms.whistleblowing.protection.papers import ASSESSMENT, CHANNELS
from amanah.rooms.whistleblowing.protection.questions import CHECK_IN, LEVELS, PRESSURES, RETALIATION, STEPS, level_of
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING


@dataclass(frozen=True)
class Kept:
    """One paper of staff, opened."""

    seq: int
    channel: str
    who: str
    day: date
    paper: Paper

    @property
    def level(self) -> tuple[str, Any]:
        """The risk of an assessment: its code and what it is called."""
        code = level_of(self.paper.facts, self.day)
        return code, LEVELS[code]


@dataclass(frozen=True)
class Answered:
    """A reporter's answer to a check-in."""

    step: Any
    answer: Any
    code: str
    text: str
    day: date


def papers(content: Content, *channels: str) -> list[Kept]:
    """The papers on these channels, newest first; all of protection without."""
    wanted = channels or CHANNELS
    found = [entry for entry in content.entries if entry.channel in wanted]
    return [
        Kept(entry.seq, entry.channel, content.names.get(entry.author, ""), entry.day, Paper.from_bytes(content.fields[entry.field]))
        for entry in reversed(found)
    ]


def assessment(content: Content) -> Kept | None:
    """The latest sheet on the risk of retaliation."""
    return next(iter(papers(content, ASSESSMENT)), None)


def answers(content: Content) -> list[Answered]:
    """What the reporter answered to check-ins, newest first."""
    found = []
    for entry, message in _messages(content):
        if message.kind == CHECK_IN:
            code = message.facts.get("answer", "")
            step = STEPS.get(message.facts.get("step", ""), ("", ""))[0]
            found.append(Answered(step, PRESSURES.get(code, "–"), code, message.text, entry.day))
    return found[::-1]


def retaliations(viewer: Viewer, content: Content) -> list[Case]:
    """The reports of retaliation that the conversation names, as far as the viewer may know of them."""
    named = {message.facts.get("case", "") for _entry, message in _messages(content) if message.kind == RETALIATION}
    refs = {f"case:{one}" for one in named} - {content.opened.case.ref}
    return list(visible(viewer).filter(kind=WHISTLEBLOWING.key, ref__in=refs).order_by("opened_on", "pk")) if named else []


def _messages(content: Content) -> Iterator[tuple[Any, Message]]:
    for entry in content.entries:
        if entry.channel == FROM_REPORTER:
            yield entry, Message.from_bytes(content.fields[entry.field])


def names_known(case: Case) -> bool:
    """Whether the case is recorded as being about anybody, whose name then may have to be cleared."""
    return SubjectTag.objects.filter(case=case).exists()


def asked_of(box: OpenedMailbox) -> Deadline | None:
    """The check-in that the mailbox asks now: due, not answered yet, and not of somebody who wants no contact."""
    case = Case.objects.get(ref=box.record)
    due = checks.running(case.pk)
    if due is None or not checks.asked_now(due):
        return None
    said = [Message.from_bytes(data) for _name, data in _in_order(box)]
    if wants_no_contact(said):
        return None
    mark = (due.name, due.since.isoformat())
    answered = any(one.kind == CHECK_IN and (one.facts.get("step"), one.facts.get("since")) == mark for one in said)
    return None if answered else due


def report_of(box: OpenedMailbox) -> Report:
    """The report that the mailbox belongs to."""
    return Report.from_bytes(vault.open_field(box.record, "report", content_key(box)))


def _in_order(box: OpenedMailbox) -> list[tuple[str, bytes]]:
    fields = vault.open_fields(box.record, content_key(box), "message/")
    return sorted(fields.items(), key=lambda item: int(item[0].partition("/")[2]))
