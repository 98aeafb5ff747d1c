"""Nothing of a report lies anywhere in clear: planted words are looked for in every row, file and log line afterwards."""

import logging
import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from amanah.rooms.whistleblowing.tests import stories
from amanah.rooms.whistleblowing.tests.stories import open_box, url

pytestmark = pytest.mark.django_db

PLANTED = {
    "what": "gajahmerahmuda",
    "who": "Zulkarnaen Tanamkata",
    "exclude": "Wiryawan Jagakata",
    "when": "waktutertanam",
    "where": "tempattertanam",
    "how": "caratertanam",
    "known": "sumbertertanam",
    "amount": "nilaitertanam",
    "place": "lokettertanam",
    "name": "Rinatertanam",
    "contact": "081299887766",
    "note": "pesantertanam",
}
MESSAGE, FILE_NAME, FILE_TEXT = "pesanbalasantertanam", "namaberkastertanam.txt", b"isiberkastertanam"


def everything():
    """Every value of every row of every table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    yield table, bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


@pytest.fixture
def traces(caplog, settings):
    """Finds planted words in rows, files, temporary files and log lines."""
    caplog.set_level(logging.DEBUG)
    temporary = Path(tempfile.gettempdir())
    before = set(temporary.iterdir())

    def found(words):
        places = list(everything())
        roots = [Path(settings.AMANAH_FILES), Path(settings.AMANAH_KEYS), *(set(temporary.iterdir()) - before)]
        for root in roots:
            files = [root] if root.is_file() else [path for path in root.rglob("*") if path.is_file()]
            places += [(str(path), path.name.encode() + path.read_bytes()) for path in files]
        # Django's own SQL log exists in tests only; it is the statement, which production never writes.
        places += [("log", record.getMessage().encode()) for record in caplog.records if record.name != "django.db.backends"]
        return [(place, word) for place, content in places for word in words if word.encode() in content]

    return found


def test_the_search_finds_what_is_in_clear(intake, people, traces):
    stories.file_one(intake)
    assert traces(["Ani Rahmawati"])


def test_planted_words_are_nowhere(intake, people, traces):
    def attach():
        intake.post(url("files"), {"attached": SimpleUploadedFile(FILE_NAME, FILE_TEXT), "add": "1"})

    stories.write(intake, mode="confidential", **PLANTED)
    attach()
    words = [*PLANTED.values(), MESSAGE, FILE_NAME, FILE_TEXT.decode()]
    assert traces(words) == []  # while it is a draft
    receipt = stories.words_of(stories.send(intake))
    open_box(intake, receipt)
    intake.post(url("message"), {"text": MESSAGE, "attached": SimpleUploadedFile(FILE_NAME, FILE_TEXT)})
    assert traces(words) == []  # while the file waits to be seen
    intake.post(url("message"), {"text": MESSAGE})
    assert MESSAGE in intake.get(url("mailbox")).content.decode()
    digits = receipt.split()[-3:]
    assert traces([*words, receipt, " ".join(receipt.split()[:8]), "".join(digits)]) == []


def test_planted_words_reach_no_log_when_storing_fails(intake, people, traces, settings, tmp_path):
    stories.write(intake, **PLANTED)
    intake.post(url("files"), {"attached": SimpleUploadedFile(FILE_NAME, FILE_TEXT), "add": "1"})
    carried = stories.hidden(intake.get(url("review")))
    blocked = tmp_path / "blocked"
    blocked.write_text("")
    settings.AMANAH_FILES = blocked
    assert intake.post(url("review"), carried).status_code in {503, 507}
    assert traces([*PLANTED.values(), FILE_NAME]) == []


def test_no_address_and_no_browser_is_stored(intake, people, traces):
    intake.defaults["REMOTE_ADDR"] = "203.0.113.77"
    intake.defaults["HTTP_USER_AGENT"] = "PerambanTertanam/1.0"
    intake.defaults["HTTP_REFERER"] = "http://tertanam.example/"
    receipt = stories.file_one(intake)
    open_box(intake, receipt)
    intake.post(url("message"), {"text": "Halo"})
    assert traces(["203.0.113.77", "PerambanTertanam", "tertanam.example"]) == []
