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
from amanah.rooms.whistleblowing.questionnaires.book import Book
from amanah.rooms.whistleblowing.questionnaires.questions import Question, Questionnaire
from amanah.rooms.whistleblowing.services.browser_filing import Misshapen, SealedFile, SealedReport, SealedShare, SealedSplit
from amanah.rooms.whistleblowing.services.browser_further import SealedIdentity
from amanah.rooms.whistleblowing.services.browser_mailbox import SealedMessage

_HASH = re.compile(r"[0-9a-f]{64}")
_ENVELOPE = re.compile(r"identity:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
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
        fields=boxes(sealed, "fields"),
        wraps=boxes(sealed, "wraps"),
        identity_id=uuid(identity, "id"),
        identity=raw(identity, "box"),
        identity_wraps=boxes(identity, "wraps"),
        mailbox=_mailbox(_inner(values, "mailbox")),
        files=tuple(_file(one) for one in _list(values, "files")),
        split=_split(sealed),
        identity_split=_split(identity),
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


def texts(values: Mapping[str, Any], name: str) -> dict[str, str]:
    """Short codes by their names."""
    found = _inner(values, name)
    return {key: text(found, key) for key in found}


def identity_ref(values: Mapping[str, Any]) -> str:
    """The name of the envelope that came with a report; "" where the report cannot be read."""
    given = text(values, "filed")
    return given if not given or _ENVELOPE.fullmatch(given) else ""


def identity(values: Mapping[str, Any]) -> SealedIdentity:
    """An envelope that is given later."""
    sealed = _inner(values, "identity")
    chosen = _list(sealed, "to")
    if not all(isinstance(one, str) for one in chosen):
        raise Misshapen("to")
    return SealedIdentity(text(sealed, "record"), raw(sealed, "box"), boxes(sealed, "wraps"), frozenset(chosen), identity_ref(values))


def _split(values: Mapping[str, Any]) -> SealedSplit | None:
    split = inner(values, "split")
    if split is None:
        return None
    return SealedSplit(uuid(split, "id"), raw(split, "public", KEY_BYTES), tuple(_share(one) for one in _list(split, "shares")))


def _share(values: Any) -> SealedShare:
    if not isinstance(values, dict):
        raise Misshapen("shares")
    return SealedShare(uuid(values, "id"), text(values, "holder"), raw(values, "box"), raw(values, "wrap"))


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


def inner(values: Mapping[str, Any], name: str) -> dict[str, Any] | None:
    """An object inside, or None where there is none."""
    return _inner(values, name) if values.get(name) is not None else None


def questionnaires(book: Book) -> dict[str, Any]:
    """Every version as the scripts read it, in the language of the request; `newest` are those that reports are asked now."""
    newest = {one.ref for one in book.latest()}
    return {ref: _questionnaire(one) | {"newest": ref in newest} for ref, one in book.versions.items()}


def _questionnaire(one: Questionnaire) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "title": str(one.title),
        "lead": str(one.lead),
        "topics": list(one.topics),
        "questions": [_question(question) for question in one.questions],
    }


def _question(question: Question) -> dict[str, Any]:
    condition = question.shown_if
    return {
        "key": question.key,
        "kind": question.kind,
        "text": str(question.text),
        "help": str(question.help or ""),
        "required": question.required,
        "options": [{"key": option.key, "text": str(option.text)} for option in question.options],
        "shown_if": {"question": condition.question, "values": list(condition.values)} if condition else None,
        "fields": [_question(one) for one in question.fields],
        "most": question.most,
        "one": str(question.one or ""),
    }


def _inner(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = values.get(name)
    if not isinstance(found, dict):
        raise Misshapen(name)
    return found


def _list(values: Mapping[str, Any], name: str) -> list[Any]:
    found = values.get(name, [])
    if not isinstance(found, list):
        raise Misshapen(name)
    return found


def boxes(values: Mapping[str, Any], name: str) -> dict[str, bytes]:
    """Boxes by their names."""
    found = _inner(values, name)
    return {key: raw(found, key) for key in found}
