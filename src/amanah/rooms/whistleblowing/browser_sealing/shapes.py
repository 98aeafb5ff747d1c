"""From what a browser posts to what the services take. Anything that is not exactly as it must be raises Misshapen."""

import base64
import binascii
import json
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from amanah.foundation.vault.services import PreparedMailbox
from amanah.kernel import receipts
from amanah.kernel.sealing import KEY_BYTES, SALT_BYTES, KdfParameters
from amanah.rooms.whistleblowing.services.browser_filing import Misshapen, SealedFile, SealedReport
from amanah.rooms.whistleblowing.services.browser_mailbox import SealedMessage

_HASH = re.compile(r"[0-9a-f]{64}")
_MOST_NUMBER = 1_000_000


def read(body: bytes) -> dict[str, Any]:
    """The object that a request carries."""
    try:
        values = json.loads(body)
    except (ValueError, RecursionError):
        raise Misshapen("json") from None
    if not isinstance(values, dict):
        raise Misshapen("json")
    return values


def text(values: Mapping[str, Any], name: str) -> str:
    """A string; one that no database takes is none."""
    value = values.get(name, "")
    if not isinstance(value, str) or "\x00" in value:
        raise Misshapen(name)
    return value


def raw(values: Mapping[str, Any], name: str, length: int = 0) -> bytes:
    """Bytes in base64, `length` of them if given."""
    try:
        data = base64.b64decode(text(values, name), validate=True)
    except (binascii.Error, ValueError):
        raise Misshapen(name) from None
    if not data or (length and len(data) != length):
        raise Misshapen(name)
    return data


def uuid(values: Mapping[str, Any], name: str) -> UUID:
    """A random UUID in its one usual form, because its text is part of what is sealed."""
    given = text(values, name)
    try:
        found = UUID(given)
    except ValueError:
        raise Misshapen(name) from None
    if str(found) != given or found.version != 4:  # noqa: PLR2004 - a random one
        raise Misshapen(name)
    return found


def number(values: Mapping[str, Any], name: str, lowest: int, highest: int) -> int:
    """A whole number between the two."""
    value = values.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
        raise Misshapen(name)
    return value


def report(values: Mapping[str, Any]) -> tuple[SealedReport, bytes]:
    """A sealed report and its ticket."""
    sealed, identity = _inner(values, "report"), _inner(values, "identity")
    taken = SealedReport(
        case_id=uuid(values, "case"),
        topic=text(values, "topic"),
        fields=_boxes(sealed, "fields"),
        wraps=_boxes(sealed, "wraps"),
        identity_id=uuid(identity, "id"),
        identity=raw(identity, "box"),
        identity_wraps=_boxes(identity, "wraps"),
        mailbox=_mailbox(_inner(values, "mailbox")),
        files=tuple(_file(one) for one in _list(values, "files")),
    )
    if len({one.file_id for one in taken.files}) != len(taken.files):
        raise Misshapen("files")
    return taken, raw(values, "ticket")


def locator(values: Mapping[str, Any]) -> int:
    """The part of a receipt that is no secret."""
    return number(values, "locator", receipts.LOWEST_LOCATOR, receipts.HIGHEST_LOCATOR)


def authenticator(values: Mapping[str, Any]) -> bytes:
    """What proves a receipt."""
    return raw(values, "authenticator", KEY_BYTES)


def message(values: Mapping[str, Any]) -> SealedMessage:
    """A sealed message with its files."""
    files = {_file(one): raw(one, "box") for one in _list(values, "files")}
    return SealedMessage(number(values, "seq", 1, _MOST_NUMBER), raw(values, "box"), values.get("answers") is True, files)


def _mailbox(values: Mapping[str, Any]) -> PreparedMailbox:
    try:
        params = KdfParameters(number(values, "ops", 1, _MOST_NUMBER), number(values, "mem_kib", 1, _MOST_NUMBER))
    except ValueError:
        raise Misshapen("mailbox") from None
    return PreparedMailbox(
        locator(values),
        raw(values, "salt", SALT_BYTES),
        params,
        raw(values, "public", KEY_BYTES),
        raw(values, "authenticator_hash", KEY_BYTES),
    )


def _file(values: Any) -> SealedFile:
    if not isinstance(values, dict):
        raise Misshapen("files")
    sha256 = text(values, "sha256")
    if not _HASH.fullmatch(sha256):
        raise Misshapen("files")
    return SealedFile(uuid(values, "id"), sha256)


def _inner(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    inner = values.get(name)
    if not isinstance(inner, dict):
        raise Misshapen(name)
    return inner


def _list(values: Mapping[str, Any], name: str) -> list[Any]:
    inner = values.get(name, [])
    if not isinstance(inner, list):
        raise Misshapen(name)
    return inner


def _boxes(values: Mapping[str, Any], name: str) -> dict[str, bytes]:
    inner = _inner(values, name)
    return {key: raw(inner, key) for key in inner}
