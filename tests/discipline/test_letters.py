"""Letters of a case of discipline: filled in from its papers, sealed with it, and without a word of where it came from."""

import io
from datetime import timedelta

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.foundation.access import services as access
from amanah.foundation.letters import queries as known
from amanah.foundation.letters import services as letters
from amanah.foundation.letters.models import Letter
from amanah.foundation.letters.tests import papers
from amanah.foundation.vault import services as vault
from amanah.kernel import clock
from amanah.rooms.discipline import drafts, queries, services, superiors
from amanah.rooms.discipline.letters import BY_CHANNEL
from amanah.rooms.discipline.opened import write
from amanah.rooms.discipline.papers import record_of
from amanah.rooms.discipline.services.starting import tags_of
from tests.discipline import stage
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db

EVIDENCE, INSPECTOR, NOTE, REFUSED = "Kesaksian kurnianti", "Auditor purwoceng", "Jangan lupa kemukus", "Alasan tertolak andaliman"
ASKED = {"place": "Jakarta", "recipient": "Kepala Badan", "signer_name": "Gilang Ramadhan", "signer_title": "Direktur"}


@pytest.fixture
def case(people):
    """A case through which every paper has gone, decided with a heavy hand and objected to."""
    stage.cast(people)
    source = stage.report(people, mode="open")
    statement = stage.statement(people, evidence=(EVIDENCE,), by=INSPECTOR)
    chosen = next(one for one in superiors.able(people.persons["hadi"], tags_of(source)) if one.account.username == "gilang")
    made = services.start(statement, people.persons["hadi"], source=source, viewer=people.viewer("ani"), superior=chosen)
    hand = stage.opened(people, "gilang", made)
    hearing = clock.today().isoformat()
    write(hand, "summons", stage.paper("Harap hadir.", place="09.00, Ruang 1", hearing=hearing))
    write(hand, "minutes", stage.paper("Mengakui.", present="Gilang; Hadi", signed="refused"))
    services.note(hand, NOTE)
    write(hand, "reason", stage.paper(REFUSED))
    stage.stand(made, "examined")
    facts = {"penalty": "written_reprimand", "on": clock.today().isoformat(), "authority": "Direktur Jenderal"}
    services.propose(stage.opened(people, "gilang", made), "decide", stage.paper("Terbukti.", **facts), "light")
    made.source = source
    return made


def decided(people, case):
    services.approve(case.proposals.get(), viewer=people.viewer("maya"))
    hand = stage.opened(people, "maya", case)
    services.deliver(hand, stage.paper("Diterima sendiri."), clock.today())
    services.object_to(stage.opened(people, "maya", case), "object", stage.paper("Terlalu berat."))
    services.rule(stage.opened(people, "maya", case), "change", stage.paper("Sebagian.", result="change:light", number="P-3"), "light")
    return stage.opened(people, "maya", case)


def matter_of(people, case, name):
    viewer = people.viewer(name)
    return letters.open_matter(case.ref, viewer=viewer, key_pair=vault.unlock(viewer.account, PASSPHRASE))


def words_of(data):
    made = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    around = [text.text for section in made.sections for text in (*section.header.paragraphs, *section.footer.paragraphs)]
    return "\n".join([*(text.text for text in made.paragraphs), *cells, *around])


def test_every_paper_becomes_a_letter_that_tells_nothing_of_its_source(people, case):
    hand = decided(people, case)
    content = queries.content(hand)
    found = {sheet.entry.channel: sheet for sheet in drafts.sheets(content)}
    assert set(found) == set(BY_CHANNEL)
    matter, said = matter_of(people, case, "maya"), {}
    for channel, sheet in found.items():
        letter = letters.draft(matter, BY_CHANNEL[channel].key, ASKED | drafts.values_of(content, sheet))
        said[channel] = words_of(letters.document(matter, letter))
        secrets = (EVIDENCE, INSPECTOR, NOTE, REFUSED, case.source.number, str(case.source.pk), "Sulastri", "amplop cokelat", "pelapor")
        for secret in secrets:
            assert secret.casefold() not in said[channel].casefold(), (channel, secret)
        assert "Hadi Susanto" in said[channel]
        assert sheet.paper.text in said[channel]
    assert stage.BREACH in said["summons"]
    assert "09.00, Ruang 1" in said["summons"]
    assert "menolak menandatangani" in said["minutes"]
    assert "Teguran tertulis" in said["decision"]
    assert "Direktur Jenderal" in said["decision"]
    assert "Hukuman diubah menjadi: Hukuman ringan" in said["ruling"]


def test_the_delivery_names_the_decision_by_its_number(people, case):
    hand = decided(people, case)
    content = queries.content(hand)
    found = {sheet.entry.channel: sheet for sheet in drafts.sheets(content)}
    assert "decision" not in drafts.values_of(content, found["delivery"])
    matter = matter_of(people, case, "maya")
    letter = letters.draft(matter, "discipline_decision", ASKED | drafts.values_of(content, found["decision"]))
    pattern = letters.make_scheme("Disiplin", "D-{number:3}/{year}", viewer=people.viewer("dewi"))
    number = letters.give_number(matter, letter, pattern, dated=clock.today())
    assert number == f"D-001/{clock.today().year}"
    assert drafts.values_of(content, found["delivery"])["decision"] == number


def test_a_decision_is_no_letter_before_it_is_confirmed(people, case):
    proposed = queries.content(stage.opened(people, "maya", case))
    assert {sheet.entry.channel for sheet in drafts.sheets(proposed)} == {"summons", "minutes"}


def test_letters_are_sealed_with_the_case(people, case):
    matter = matter_of(people, case, "gilang")
    content = queries.content(stage.opened(people, "gilang", case))
    letter = letters.draft(matter, "discipline_summons", ASKED | drafts.values_of(content, drafts.sheets(content)[0]))
    assert letter.record == record_of(case.pk)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                assert not [
                    value
                    for value in row
                    if b"Harap hadir." in (bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode())
                ]
    assert queries.content(stage.opened(people, "gilang", case)).statement.breach == stage.BREACH
    assert letters.parts_of(matter_of(people, case, "maya"), letter)["body"] == "Harap hadir."
    # An examiner whose appointment ended is out of the case and of its letters.
    cases.unassign(Case.objects.get(pk=case.pk), people.gilang, viewer=people.viewer("maya"))
    assert known.find(people.viewer("gilang"), letter.pk) is None


def test_from_the_paper_to_the_checked_signature(people, desk, case):
    visit(people, desk, "gilang")
    page, new = reverse("discipline_desk:case", args=[case.number]), reverse("discipline_desk:draft", args=[case.number, 1])
    assert new in desk.get(page).text
    form = desk.get(new).text
    assert "Harap hadir." in form
    assert "09.00, Ruang 1" in form
    assert EVIDENCE not in form
    assert desk.post(new, {"subject": "Panggilan"}).status_code == 400
    content = queries.content(stage.opened(people, "gilang", case))
    answer = desk.post(new, ASKED | drafts.values_of(content, drafts.sheets(content)[0]))
    letter = Letter.objects.get()
    assert answer["Location"] == f"/desk/letters/{letter.pk}/"
    assert "belum bernomor" in desk.get(page).text
    desk.post(f"/desk/letters/{letter.pk}/number/", {"number": "B-7/2026", "dated": clock.today().isoformat()})
    assert desk.get(f"/desk/letters/{letter.pk}/letter.docx").content.startswith(b"PK")
    pdf = SimpleUploadedFile("surat.pdf", papers.signed(), "application/pdf")
    desk.post(f"/desk/letters/{letter.pk}/signed/add/", {"file": pdf})
    shown = desk.get(page).text
    assert "B-7/2026" in shown
    assert "penerbitnya tidak kami kenal" in shown
    assert page in desk.get(f"/desk/letters/{letter.pk}/").text


@pytest.mark.parametrize("name", ["hadi", "citra", "budi", "ani"])
def test_the_person_concerned_and_outsiders_get_nothing(people, desk, case, name):
    matter = matter_of(people, case, "gilang")
    content = queries.content(stage.opened(people, "gilang", case))
    letter = letters.draft(matter, "discipline_summons", ASKED | drafts.values_of(content, drafts.sheets(content)[0]))
    letters.take_number(matter, letter, "B-7/2026", dated=clock.today())
    if name == "hadi":
        access.grant_role(people.hadi, "discipline.coordinator", people.units.root, since=clock.today() - timedelta(days=1))
    people.sign_in(desk, name)
    assert desk.get(reverse("discipline_desk:draft", args=[case.number, 1])).status_code == 404
    for way in ("", "revise/", "letter.docx", "signed.pdf", "dispose/"):
        assert desk.get(f"/desk/letters/{letter.pk}/{way}").status_code == 404, way
    for way in ("number/", "void/", "signed/add/", "recheck/"):
        assert desk.post(f"/desk/letters/{letter.pk}/{way}", {}).status_code == 404, way
    assert desk.get(f"/desk/letters/new/{case.ref}/discipline_summons/").status_code == 404
    assert "B-7/2026" not in desk.get("/desk/letters/").text
    with pytest.raises(letters.Refused) as refused:
        letters.dispose(matter, Letter.objects.get(), people.accounts[name], ("study",))
    assert refused.value.code == "person"


def visit(people, desk, name):
    people.sign_in(desk, name)
    desk.post(reverse("vault:unlock"), {"passphrase": PASSPHRASE})
