"""What a browser sealed may hold anything: nobody could look before it was stored. Here it is looked at before anybody relies on it.

Reports and messages that were sealed here pass unchanged.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from amanah.engines.reports import said
from amanah.engines.reports.report import ANONYMOUS, ANSWERS, FORM, Identity, Message, Report
from amanah.foundation.evidence.uploads import SealedUpload, clean_name

_WRONG = (ValueError, TypeError, KeyError, AttributeError, LookupError, RecursionError)
_REPLACED = "message/", "closing/"
_NO_TEXTS = {"answers", "extra", "identity", "involved", "excluded", "unmatched", "files"}


def mended(fields: Mapping[str, bytes]) -> dict[str, bytes]:
    """The fields of a case, with a plain sentence in the place of a report or message that cannot be read, without files that cannot.

    A field that did not open stands here as no bytes at all.
    """
    kept = {name: data for name, data in fields.items() if not name.startswith(("file/", *_REPLACED))}
    if "report" in fields and not _holds(lambda: _check_report(fields["report"])):
        kept["report"] = _instead().to_bytes()
    for name, data in fields.items():
        if name.startswith("file/") and (upload := _upload(name, data)) is not None:
            kept[name] = upload
    for name, data in fields.items():
        if name.startswith(_REPLACED):
            kept[name] = _message(data, kept)
    return kept


def identity(data: bytes) -> Identity:
    """Who the reporter is, or a sentence where the envelope holds something else."""
    try:
        found = Identity.from_bytes(data)
        _only_texts(vars(found).values())
    except _WRONG:
        return Identity(_("(Isi amplop ini rusak.)"), "", "")
    return found


def _instead() -> Report:
    sentence = _(
        "(Laporan ini tidak dapat dibuka. Yang disegel di peramban pengirimnya rusak, atau bukan sebuah laporan. Tidak seorang pun dapat "
        "memulihkannya; bila pengirimnya tidak menjawab lewat kotak komunikasi, usulkan pengarsipan dengan alasan ini.)"
    )
    return Report("", "", ANONYMOUS, dict.fromkeys(ANSWERS, "") | {"what": sentence})


def _check_report(data: bytes) -> None:
    report = Report.from_bytes(data)
    texts = [value for name, value in vars(report).items() if name not in _NO_TEXTS]
    texts += [*report.involved, *report.excluded, *report.unmatched, *report.files, *report.answers.values()]
    texts += vars(report.identity).values() if report.identity else ()
    _only_texts(texts)
    if report.form == FORM and not set(ANSWERS) <= set(report.answers):
        raise ValueError("a question is missing")


def _upload(name: str, data: bytes) -> bytes | None:
    """The file's field with a name that can be shown, or None for none that could be opened."""
    try:
        upload = SealedUpload.from_bytes(data)
        _only_texts([upload.name, upload.content_type, upload.sha256, upload.ciphertext_sha256, upload.state, upload.reason, upload.pair])
        sizes = isinstance(upload.size, int) and upload.size >= 0
        if not sizes or name != f"file/{UUID(upload.file_id)}" or str(UUID(upload.file_id)) != upload.file_id:
            return None
        if upload.pair:
            UUID(upload.pair)
        cleaned = clean_name(upload.name)
        return data if cleaned == upload.name else replace(upload, name=cleaned).to_bytes()
    except _WRONG:
        return None


def _message(data: bytes, fields: Mapping[str, bytes]) -> bytes:
    try:
        message = Message.from_bytes(data)
        _only_texts([message.text, message.kind, *message.files, *message.facts.values()])
        said.to_reporter(message)
        said.to_staff(message)
    except _WRONG:
        return Message(_("(Pesan ini tidak dapat dibaca: bentuknya rusak.)")).to_bytes()
    present = tuple(file for file in message.files if f"file/{file}" in fields)
    return data if present == message.files else replace(message, files=present).to_bytes()


def _only_texts(values: Iterable[Any]) -> None:
    if not all(isinstance(value, str) and _writable(value) for value in values):
        raise ValueError("something else than a text")


def _writable(text: str) -> bool:
    """Whether the text can leave as UTF-8; JSON can carry halves of characters that cannot."""
    text.encode()
    return True


def _holds(check: Callable[[], None]) -> bool:
    try:
        check()
    except _WRONG:
        return False
    return True
