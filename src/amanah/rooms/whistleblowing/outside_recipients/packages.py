"""A report as a package that leaves the house: text and files in a ZIP, encrypted with age for the recipient's own key.

The ZIP exists in memory only, up to MOST bytes of content; age is used for nothing else (blueprint, sealed content).
"""

import io
import zipfile

import pyrage
from django.utils.translation import gettext as _

from amanah.foundation.evidence import queries as evidence
from amanah.foundation.evidence import services
from amanah.rooms.whistleblowing.outside_recipients.queries import Reading
from amanah.rooms.whistleblowing.questionnaires import answers as questionnaires
from amanah.rooms.whistleblowing.questionnaires.messages import TITLE
from amanah.rooms.whistleblowing.topics import BY_KEY

MOST = 64 * 1024 * 1024
_EPOCH = (1980, 1, 1, 0, 0, 0)


class TooLarge(Exception):  # noqa: N818 - says what happened
    """The files together are too large for a package in memory; they can be taken one by one."""


def usable(age_key: str) -> bool:
    """Whether this is the public half of an age key (X25519)."""
    try:
        pyrage.x25519.Recipient.from_str(age_key)
    except pyrage.RecipientError:
        return False
    return True


def package(reading: Reading, age_key: str) -> bytes:
    """The encrypted package. Raises TooLarge, NotThere, CannotOpen."""
    if sum(upload.size for upload in reading.files) > MOST:
        raise TooLarge
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(f"{reading.matter.case.number}.txt", _EPOCH), text(reading))
        items = {str(item.pk): item for item in evidence.items(reading.matter.case.ref)}
        for number, upload in enumerate(reading.files, start=1):
            name = upload.name.replace("/", "_").replace("\\", "_")
            content = b"".join(services.open_stream(items[upload.file_id], upload.file_key))
            archive.writestr(zipfile.ZipInfo(f"{number:02d}-{name}", _EPOCH), content)
    return bytes(pyrage.encrypt(buffer.getvalue(), [pyrage.x25519.Recipient.from_str(age_key)]))


def text(reading: Reading) -> str:
    """Report and conversation as plain text."""
    report, case = reading.report, reading.matter.case
    topic = str(BY_KEY[report.topic].title) if report.topic in BY_KEY else report.topic
    lines = [case.number, case.opened_on.isoformat(), topic, ""]
    lines += [part for part in (report.unit_name or report.place, reading.name, reading.contact) if part]
    lines += [f"\n[{name}]\n{answer}" for name, answer in report.answers.items() if answer]
    if report.extra:
        lines.append(f"\n[{TITLE}]\n{questionnaires.as_text(report.questionnaire, report.extra)}")
    lines += [f"\n[{day.isoformat()}] {_('Pelapor') if theirs else _('Penerima')}\n{said}" for theirs, day, said in reading.conversation]
    return "\n".join(lines) + "\n"
