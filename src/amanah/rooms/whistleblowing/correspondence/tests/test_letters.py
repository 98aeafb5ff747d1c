"""Letters through their services: drafted, numbered without a gap, rendered, kept sealed, handed on."""

import io
from datetime import date
from uuid import uuid4

import docx
import pytest
from django.db import connection

from amanah.engines.cases.models import Case
from amanah.foundation.access import services as access
from amanah.foundation.clocks import work
from amanah.foundation.evidence import files
from amanah.foundation.letters import numbering, queries
from amanah.foundation.letters import services as letters
from amanah.foundation.letters.models import Counter, Letter
from amanah.foundation.notices.models import Notice
from amanah.foundation.vault import services as vault
from amanah.kernel import clock
from amanah.rooms.whistleblowing.services import filing
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db

SECRET = "Purbasari Wijayakusuma"
SIGNED = {"signer_title": "Inspektur Jenderal", "signer_name": "Lestari Ningsih", "signer_nip": "198001012005011001"}
NOTE = {
    "recipient": "Inspektur Jenderal",
    "facts": f"Pungutan oleh {SECRET}.\n\nDua kali.",
    "analysis": "Cukup.",
    "proposal": "Periksa.",
    "place": "Jakarta",
}


@pytest.fixture
def case(people):
    answers = {"topic": "illegal_levy", "route": "inspectorate", "mode": "anonymous", "what": "Diminta uang.", "exclude": "", "unit": ""}
    case_id = uuid4()
    filing.file_report(filing.from_answers(case_id, answers, []))
    return Case.objects.get(pk=case_id)


@pytest.fixture
def matter(people, case):
    return opened(people, case, "ani")


def opened(people, case, name):
    viewer = people.viewer(name)
    return letters.open_matter(case.ref, viewer=viewer, key_pair=vault.unlock(viewer.account, PASSPHRASE))


def scheme(people, pattern="{number:3}/{class}/{unit}/{month_roman}/{year}", **how):
    values = {"classification": "PW.02", "unit": "ITJEN"} | how
    return letters.make_scheme(f"Pola {uuid4().hex[:6]}", pattern, viewer=people.viewer("dewi"), **values)


def test_a_letter_from_draft_to_document(people, case, matter):
    letter = letters.draft(matter, "review_note", NOTE | SIGNED)
    draft = docx.Document(io.BytesIO(letters.document(matter, letter)))
    assert "NOMOR …" in [paragraph.text for paragraph in draft.paragraphs]
    with pytest.raises(letters.Refused):
        letters.dispose(matter, letter, people.budi, ("study",))
    number = letters.give_number(matter, letter, scheme(people), dated=clock.today())
    assert number == f"001/PW.02/ITJEN/{numbering._ROMAN[clock.today().month - 1]}/{clock.today().year}"
    made = docx.Document(io.BytesIO(letters.document(matter, letter)))
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert f"NOMOR {number}" in texts
    assert f"Pungutan oleh {SECRET}." in texts
    assert "Dua kali." in texts
    assert not any("{{" in text for text in texts)
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    assert case.number in cells
    assert made.core_properties.last_modified_by == ""
    with pytest.raises(letters.Refused) as refused:
        letters.revise(matter, letter, NOTE | SIGNED)
    assert refused.value.code == "state"


def test_nothing_of_a_sealed_letter_is_in_database_or_files(people, case, matter):
    letter = letters.draft(matter, "review_note", NOTE | SIGNED)
    letters.give_number(matter, letter, scheme(people), dated=clock.today())
    letters.dispose(matter, letter, people.budi, ("study",), note=f"Tanyakan {SECRET}.")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    raw = bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()
                    assert SECRET.encode() not in raw, table
                    assert b"PK\x03\x04" not in raw[:4] or table == "letters_template", table
    for path in files.root().rglob("*"):
        assert path.is_dir() or SECRET.encode() not in path.read_bytes()
    assert letters.parts_of(matter, letter)["facts"] == NOTE["facts"]


def test_a_number_from_another_system_is_as_good(people, matter):
    letter = letters.draft(matter, "review_note", NOTE | SIGNED)
    assert letters.take_number(matter, letter, "  B-12/SRIKANDI/XI/2026 ", dated=clock.today()) == "B-12/SRIKANDI/XI/2026"
    assert not Counter.objects.exists()
    other = letters.draft(matter, "review_note", NOTE | SIGNED)
    for wrong in ("tanpa angka", "12\n<script>", "", "'; 1"):
        with pytest.raises(letters.Refused) as refused:
            letters.take_number(matter, other, wrong, dated=clock.today())
        assert refused.value.code == "number"


def test_a_failure_gives_no_number_away(people, matter, monkeypatch):
    chosen = scheme(people)
    letter = letters.draft(matter, "review_note", NOTE | SIGNED)
    with monkeypatch.context() as patch:
        patch.setattr("amanah.foundation.letters.rendering.fill", lambda *_a, **_k: (_ for _ in ()).throw(letters.Refused("rendering")))
        with pytest.raises(letters.Refused):
            letters.give_number(matter, letter, chosen, dated=clock.today())
    assert letters.give_number(matter, letter, chosen, dated=clock.today()).startswith("001/")
    void = letters.draft(matter, "review_note", NOTE | SIGNED)
    letters.give_number(matter, void, chosen, dated=clock.today())
    letters.void(matter, void)
    third = letters.draft(matter, "review_note", NOTE | SIGNED)
    assert letters.give_number(matter, third, chosen, dated=clock.today()).startswith("003/")
    earlier = letters.draft(matter, "review_note", NOTE | SIGNED)
    with pytest.raises(letters.Refused) as refused:
        letters.give_number(matter, earlier, chosen, dated=date(clock.today().year, 1, 1))
    assert refused.value.code == "order"


def test_who_may_not_see_the_matter_sees_no_letter(people, case, matter):
    letter = letters.draft(matter, "review_note", NOTE | SIGNED)
    letters.give_number(matter, letter, scheme(people), dated=clock.today())
    for name in ("citra", "gilang", "dewi"):
        viewer = people.viewer(name)
        assert queries.find(viewer, letter.pk) is None
        assert queries.listing(viewer, queries.Filters()).rows == []
        with pytest.raises(LookupError):
            letters.open_matter(case.ref, viewer=viewer, key_pair=None)
        with pytest.raises(letters.Refused) as refused:
            letters.dispose(matter, letter, getattr(people, name), ("study",))
        assert refused.value.code == "person"
    assert [row.letter for row in queries.listing(people.viewer("ani"), queries.Filters()).rows] == [letter]
    with pytest.raises(letters.Refused) as refused:
        letters.open_matter(case.ref, viewer=people.viewer("ani"), key_pair=None)
    assert refused.value.code == "locked"


def test_who_sees_the_matter_without_its_key_receives_no_letter(people, case, matter):
    letter = letters.draft(matter, "review_note", NOTE | SIGNED)
    letters.give_number(matter, letter, scheme(people), dated=clock.today())
    handler = "whistleblowing.handler_inspectorate"
    people.add("joko", "Joko Santoso", people.units.inspectorate, "Auditor", roles=(handler,), keys=True)
    assert queries.find(people.viewer("joko"), letter.pk) == letter
    assert [str(one) for one in queries.receivers(letter, viewer=people.viewer("ani"))] == ["Budi Hartono"]
    with pytest.raises(letters.Refused) as refused:
        letters.dispose(matter, letter, people.joko, ("study",))
    assert refused.value.code == "person"


def test_a_disposition_goes_down_the_line(people, case, matter):
    letter = letters.draft(matter, "review_note", NOTE | SIGNED)
    letters.give_number(matter, letter, scheme(people), dated=clock.today())
    due = date.fromordinal(clock.today().toordinal() + 5)
    given = letters.dispose(matter, letter, people.budi, ("study", "report"), note="Segera.", due_on=due)
    assert Notice.objects.filter(account=people.budi, code="letters.disposed").exists()
    line = next(line for line in work.lines(people.viewer("budi")) if line.number == letter.number or line.url.endswith(f"{letter.pk}/"))
    assert line.due_on == due
    letters.mark_read(given, viewer=people.viewer("ani"))
    given.refresh_from_db()
    assert given.read_on is None
    with pytest.raises(letters.Refused):
        letters.finish(given, viewer=people.viewer("ani"))
    letters.finish(given, viewer=people.viewer("budi"))
    given.refresh_from_db()
    assert given.read_on == given.done_on == clock.today()
    assert Notice.objects.filter(account=people.ani, code="letters.finished").exists()
    assert not [line for line in work.lines(people.viewer("budi")) if line.url.endswith(f"{letter.pk}/")]


def test_the_administrator_of_letters_reads_none(people, case, matter):
    access.grant_role(people.dewi, "letters.administrator", people.units.root, since=clock.today())
    letter = letters.draft(matter, "review_note", NOTE | SIGNED)
    assert queries.find(people.viewer("dewi"), letter.pk) is None
    assert Letter.objects.count() == 1
