"""What stands in the conversation for a message that is more than words: for the reporter, and for whoever handles the report."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from amanah.engines.reports.report import CONTACT_AGAIN, DO_NOT_CONTACT, MESSAGE, Message

Words = Callable[[Message], str]


@dataclass(frozen=True)
class _Kind:
    to_reporter: Words
    to_staff: Words
    lines: Callable[[Message], Sequence[Any]] | None
    heading: Words | None
    answers: bool


_kinds: dict[str, _Kind] = {}


def add(
    kind: str,
    to_reporter: Words,
    to_staff: Words,
    *,
    lines: Callable[[Message], Sequence[Any]] | None = None,
    heading: Words | None = None,
    answers: bool = False,
) -> None:
    """Say how messages of this kind read on either side; once per kind.

    `lines` lays out what carries answers to a list of questions, under `heading`. With `answers`, a case that waits for its reporter
    goes on with such a message.
    """
    _kinds[kind] = _Kind(to_reporter, to_staff, lines, heading, answers)


def to_reporter(message: Message) -> str:
    """The message as its writer reads it."""
    return message.text if message.kind == MESSAGE else _kinds[message.kind].to_reporter(message)


def to_staff(message: Message) -> str:
    """The message as staff read it."""
    return message.text if message.kind == MESSAGE else _kinds[message.kind].to_staff(message)


def laid_out(message: Message) -> tuple[str, tuple[Any, ...]]:
    """What stands above a message's answers, and the answers; as staff read it, with none, where it carries none."""
    known = _kinds.get(message.kind)
    lines = tuple(known.lines(message)) if known and known.lines else ()
    return (known.heading(message) if known and known.heading else "", lines) if lines else (to_staff(message), ())


def answers(message: Message) -> bool:
    """Whether a case that waits for its reporter goes on with this."""
    return message.kind == MESSAGE or (message.kind in _kinds and _kinds[message.kind].answers)


add(DO_NOT_CONTACT, lambda _message: _("Saya minta tidak dihubungi lagi."), lambda _message: _("Pelapor meminta tidak dihubungi lagi."))
add(CONTACT_AGAIN, lambda _message: _("Saya bersedia dihubungi lagi."), lambda _message: _("Pelapor bersedia dihubungi kembali."))
