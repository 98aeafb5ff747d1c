"""What stands in the conversation for a message that is more than words: for the reporter, and for whoever handles the report."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from amanah.rooms.whistleblowing.report import CONTACT_AGAIN, DO_NOT_CONTACT, MESSAGE, Message

Words = Callable[[Message], str]

_kinds: dict[str, tuple[Words, Words]] = {}


def add(kind: str, to_reporter: Words, to_staff: Words) -> None:
    """Say how messages of this kind read on either side; once per kind."""
    _kinds[kind] = (to_reporter, to_staff)


def to_reporter(message: Message) -> str:
    """The message as its writer reads it."""
    return message.text if message.kind == MESSAGE else _kinds[message.kind][0](message)


def to_staff(message: Message) -> str:
    """The message as staff read it."""
    return message.text if message.kind == MESSAGE else _kinds[message.kind][1](message)


add(DO_NOT_CONTACT, lambda _message: _("Saya minta tidak dihubungi lagi."), lambda _message: _("Pelapor meminta tidak dihubungi lagi."))
add(CONTACT_AGAIN, lambda _message: _("Saya bersedia dihubungi lagi."), lambda _message: _("Pelapor bersedia dihubungi kembali."))
