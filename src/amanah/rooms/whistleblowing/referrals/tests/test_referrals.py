"""A referral from the chosen files to the answer; the package opened again as its recipient would; the register of matters received."""

import io
import json
import subprocess
import sys
import zipfile
from datetime import timedelta
from uuid import uuid4

import pyrage
import pytest
from pyrage import passphrase, x25519

from amanah.engines.cases.models import Case
from amanah.engines.reports.queries import reading
from amanah.engines.reports.services import handling
from amanah.foundation.access import services as access
from amanah.foundation.clocks import work
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.evidence import files
from amanah.foundation.evidence.models import CustodyEvent
from amanah.foundation.evidence.uploads import CLEANED
from amanah.foundation.letters import services as letters
from amanah.foundation.letters.services.drafting import sealed_file
from amanah.foundation.vault import services as vault
from amanah.kernel import clock
from amanah.rooms.whistleblowing.referrals import queries, services
from amanah.rooms.whistleblowing.referrals.models import Received, ReceivedTag, Referral
from amanah.rooms.whistleblowing.services import filing
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db

REPORTER = "Wulan Sekarningtyas"
SIGNER = {"signer_title": "Inspektur Jenderal", "signer_name": "Lestari Ningsih"}
LETTER = {"place": "Jakarta", "recipient": "Pimpinan KPK", "body": "Kami limpahkan laporan ini.", **SIGNER}
MINUTES = {
    "day": "Senin",
    "place": "Jakarta",
    "giver": "Ani",
    "receiver": "Petugas KPK",
    "files": [{"name": "bukti", "sha256": "ab"}],
    **SIGNER,
}
DOCX = b"PK: a letter"
KEY = x25519.Identity.generate()


def filed(mode="confidential", **more):
    answers = {"topic": "bribery", "route": "inspectorate", "mode": mode, "what": "Suap.", "exclude": "", "unit": ""} | more
    case_id = uuid4()
    original = sealed_file(b"asli dari pelapor", "foto.jpg", "image/jpeg")
    copy = sealed_file(b"salinan bersih", "berkas-1.jpg", "image/jpeg")
    filing.file_report(filing.from_answers(case_id, answers, [original, replaced(copy)]))
    return Case.objects.get(pk=case_id)


def replaced(upload):
    from dataclasses import replace

    return replace(upload, state=CLEANED)


@pytest.fixture(autouse=True)
def quick_letters(monkeypatch):
    """How letters are made is tested where letters are."""
    monkeypatch.setattr("amanah.foundation.letters.rendering.fill", lambda *_args, **_how: DOCX)


@pytest.fixture
def case(people):
    return filed(name=REPORTER, contact="0812", note="")


def keys(people, name):
    return vault.unlock(people.accounts[name], PASSPHRASE)


def opened(people, case, name="ani"):
    return reading.open_case(people.viewer(name), case, keys(people, name))


def numbered(people, case, kind, values):
    matter = letters.open_matter(case.ref, viewer=people.viewer("ani"), key_pair=keys(people, "ani"))
    letter = letters.draft(matter, kind, values)
    letters.take_number(matter, letter, f"B-{uuid4().hex[:4]}1/2026", dated=clock.today())
    letter.refresh_from_db()
    return letter


def recipient(people, *, key=True):
    return services.add_recipient("kpk", f"KPK {uuid4().hex[:5]}", str(KEY.to_public()) if key else "", viewer=people.viewer("ani"))


def prepared(people, case, *, key=True, consent=Referral.Consent.NONE):
    hands = opened(people, case)
    handling.add_evidence(hands, sealed_file(b"bukti petugas", "nota.pdf", "application/pdf"), "Dari arsip.")
    chosen = [line.upload.file_id for line in services.sending.eligible(reading.content(hands))]
    return services.prepare(
        hands,
        recipient(people, key=key),
        numbered(people, case, "referral", LETTER),
        minutes=numbered(people, case, "handover_minutes", MINUTES),
        files=chosen,
        consent=consent,
        key_pair=keys(people, "ani"),
    )


def unpacked(people, case, referral, secret=None):
    packed = services.package(opened(people, case), referral, key_pair=keys(people, "ani"))
    assert packed.data.startswith(b"age-encryption.org/v1")
    plain = passphrase.decrypt(packed.data, secret) if secret else pyrage.decrypt(packed.data, [KEY])
    return zipfile.ZipFile(io.BytesIO(plain))


def test_the_package_opens_and_proves_itself(people, case, tmp_path):
    referral = prepared(people, case)
    archive = unpacked(people, case, referral)
    manifest = json.loads(archive.read("manifest.json"))
    assert {file["path"] for file in manifest["files"]} >= {"letter/letter.docx", "minutes/minutes.docx"}
    inside = {archive.read(name) for name in archive.namelist() if name.startswith("files/")}
    assert inside == {b"salinan bersih", b"bukti petugas"}
    assert {file["cleaned"] for file in manifest["files"] if "cleaned" in file} == {True, False}
    assert manifest["identity_of_the_reporter"] == "not included"
    assert all(REPORTER.encode() not in archive.read(name) for name in archive.namelist())
    archive.extractall(tmp_path)
    said = subprocess.run([sys.executable, "-I", tmp_path / "check.py", tmp_path], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
    (tmp_path / "letter" / "letter.docx").write_bytes(b"lain")
    said = subprocess.run([sys.executable, "-I", tmp_path / "check.py", tmp_path], capture_output=True, text=True, check=False)
    assert (said.returncode, "changed: letter/letter.docx" in said.stdout) == (1, True)
    assert CustodyEvent.objects.filter(act="downloaded", item__ref=case.ref).count() == 2


def test_what_a_reporter_sent_as_it_came_never_leaves(people, case):
    hands = opened(people, case)
    original = next(line.upload for line in reading.content(hands).files() if line.upload.state != CLEANED)
    with pytest.raises(services.Refused) as refused:
        services.prepare(hands, recipient(people), numbered(people, case, "referral", LETTER), files=[original.file_id])
    assert refused.value.code == "file"


def test_without_a_key_a_passphrase_locks_it(people, case):
    referral = prepared(people, case, key=False)
    secret = services.passphrase_of(opened(people, case), referral)
    assert len(secret.split()) == 8
    assert "manifest.json" in unpacked(people, case, referral, secret).namelist()


def test_identity_goes_along_only_with_consent_and_an_open_envelope(people):
    case = filed("open", name=REPORTER, contact="0812", note="")
    with_it = unpacked(people, case, prepared(people, case, consent=Referral.Consent.WRITTEN))
    assert json.loads(with_it.read("identity.json"))["name"] == REPORTER
    assert json.loads(with_it.read("manifest.json"))["identity_of_the_reporter"] == "included: written"
    without = unpacked(people, case, prepared(people, case))
    assert "identity.json" not in without.namelist()
    hidden = filed(name=REPORTER, contact="0812", note="")
    with pytest.raises(services.Refused) as refused:
        prepared(people, hidden, consent=Referral.Consent.MAILBOX)
    assert refused.value.code == "consent"


def test_only_a_numbered_referral_letter_of_this_case_goes(people, case):
    other = filed("anonymous")
    for letter in (numbered(people, case, "handover_minutes", MINUTES), numbered(people, other, "referral", LETTER)):
        with pytest.raises(services.Refused) as refused:
            services.prepare(opened(people, case), recipient(people), letter)
        assert refused.value.code == "letter"


def test_from_sending_to_the_answer(people, case):
    referral, hands = prepared(people, case), opened(people, case)
    with pytest.raises(services.Refused):
        services.mark_answered(hands, referral, clock.today(), "R-1/KPK")
    with pytest.raises(services.Refused) as refused:
        services.mark_sent(hands, referral, clock.today() + timedelta(days=1))
    assert refused.value.code == "day"
    services.mark_sent(hands, referral, clock.today())
    running = Deadline.objects.get(ref=referral.ref)
    assert (running.provision, running.open) == ("referrals.answer_expected_within", True)
    assert any(line.waiting and line.number == case.number for line in work.lines(people.viewer("ani")))
    with pytest.raises(services.Refused):
        services.cancel(hands, referral)
    services.mark_answered(hands, referral, clock.today(), "R-1/KPK/2026")
    running.refresh_from_db()
    assert not running.open
    assert referral.their_number == "R-1/KPK/2026"


def test_who_may_not_see_the_report_sees_no_referral(people, case):
    referral = prepared(people, case)
    for name in ("citra", "gilang", "dewi"):
        assert queries.find_referral(people.viewer(name), referral.pk) is None
        assert queries.referral_listing(people.viewer(name), queries.Filters()).rows == []
    assert [one.pk for one in queries.referral_listing(people.viewer("ani"), queries.Filters(body="kpk")).rows] == [referral.pk]


def test_the_list_of_files_is_no_plain_text_anywhere(people, case):
    referral = prepared(people, case)
    secret = "Kami limpahkan"
    services.package(opened(people, case), referral, key_pair=keys(people, "ani"))
    for path in files.root().rglob("*"):
        assert path.is_dir() or (secret.encode() not in path.read_bytes() and b"salinan bersih" not in path.read_bytes())


def received(people, name="ani", **more):
    values = {"body": "ombudsman", "number": f"{uuid4().int % 9999}/LM/2026", "topic": "illegal_levy"} | more
    body, number, topic = (values.pop(key) for key in ("body", "number", "topic"))
    values.setdefault("received_on", clock.today())
    return services.register_received(body, number, topic, **values, viewer=people.viewer(name))[0]


@pytest.mark.parametrize(
    ("body", "rule"),
    [("kpk", "reply_kpk_within"), ("ombudsman", "reply_ombudsman_within"), ("sp4n", "reply_sp4n_within"), ("police", "reply_other_within")],
)
def test_each_body_has_its_rule(people, body, rule):
    one = received(people, body=body)
    running = Deadline.objects.get(ref=one.ref)
    assert (running.provision, running.due_on) == (f"referrals.{rule}", one.due_on)


def test_a_date_in_the_letter_counts_before_the_rule(people):
    due = clock.today() + timedelta(days=3)
    one = received(people, due_on=due)
    assert (one.due_on, Deadline.objects.get(ref=one.ref).provision) == (due, "")


def test_those_whom_it_concerns_do_not_see_it(people):
    for name in ("gilang", "lestari"):
        access.grant_role(people.accounts[name], "whistleblowing.handler_inspectorate", people.units.root, since=clock.today())
    about = received(people, about=("Hadi Susanto",))
    plain = received(people)
    assert {one.pk for one in queries.visible_received(people.viewer("ani"))} == {about.pk, plain.pk}
    assert {one.pk for one in queries.visible_received(people.viewer("gilang"))} == {plain.pk}
    assert set(queries.visible_received(people.viewer("citra"))) == set()
    assert ReceivedTag.objects.filter(received=about).exists()
    assert services.register_received(
        "kpk", "77/X", "bribery", received_on=clock.today(), about=("Tidak Dikenal",), viewer=people.viewer("ani")
    )[1] == ("Tidak Dikenal",)


def test_once_tied_to_a_report_those_see_it_who_see_the_report(people, case):
    one = received(people)
    services.link_received(one, case.number, viewer=people.viewer("ani"))
    assert queries.find_received(people.viewer("ani"), one.pk) is not None
    access.grant_role(people.citra, "whistleblowing.handler_antibribery", people.units.root, since=clock.today())
    assert queries.find_received(people.viewer("citra"), one.pk) is None
    letter = numbered(people, case, "referral", LETTER)
    services.answer_received(Received.objects.get(pk=one.pk), clock.today(), letter=letter, viewer=people.viewer("ani"))
    assert not Deadline.objects.get(ref=one.ref).open
    with pytest.raises(services.Refused):
        services.answer_received(Received.objects.get(pk=one.pk), clock.today(), viewer=people.viewer("ani"))


def test_the_register_refuses(people):
    one = received(people)
    for changes, code in (
        ({"number": one.number}, "duplicate"),
        ({"number": "tanpa angka"}, "number"),
        ({"received_on": clock.today() + timedelta(days=1)}, "day"),
        ({"due_on": clock.today()}, "due"),
        ({"received_on": clock.today().replace(year=1)}, "day"),
        ({"case_number": "WB-26-XXXXXX"}, "case"),
    ):
        with pytest.raises(services.Refused) as refused:
            received(people, **changes)
        assert refused.value.code == code
    with pytest.raises(services.Refused) as refused:
        received(people, name="citra")
    assert refused.value.code == "role"


def test_the_pages(people, desk, case):
    people.sign_in(desk, "ani")
    desk.post("/desk/vault/unlock/", {"passphrase": PASSPHRASE})
    base = f"/desk/whistleblowing/{case.number}/referrals/"
    assert "Siapkan pelimpahan" in desk.get(base).text
    letter = numbered(people, case, "referral", LETTER)
    desk.post("/desk/whistleblowing/referrals/recipients/", {"body": "kpk", "name": "KPK", "age_key": str(KEY.to_public())})
    form = desk.get(base + "new/").text
    assert letter.number in form
    assert "foto.jpg" not in form
    to = services.recipients.Recipient.objects.get()
    desk.post(base + "new/", {"recipient": str(to.pk), "letter": str(letter.pk), "minutes": "", "consent": "none", "chosen": []})
    referral = Referral.objects.get()
    got = desk.get(f"{base}{referral.pk}/package/")
    assert pyrage.decrypt(got.content, [KEY]).startswith(b"PK")
    desk.post(f"{base}{referral.pk}/sent/", {"on": clock.today().isoformat()})
    desk.post(f"{base}{referral.pk}/answered/", {"on": clock.today().isoformat(), "number": "R-9/KPK"})
    assert "R-9/KPK" in desk.get("/desk/whistleblowing/referrals/?body=kpk&status=done").text
    assert b"R-9/KPK" in desk.get("/desk/whistleblowing/referrals/sent/export.csv").content
    fields = {"body": "sp4n", "number": "8812345", "topic": "other", "received_on": clock.today().isoformat()}
    assert desk.post("/desk/whistleblowing/referrals/received/new/", fields).status_code == 302
    assert desk.post("/desk/whistleblowing/referrals/received/new/", fields).status_code == 400
    one = Received.objects.get()
    page = f"/desk/whistleblowing/referrals/received/{one.pk}/"
    assert "buku" not in desk.get(page).text.lower() or "8812345" in desk.get(page).text
    desk.post(page + "link/", {"case": case.number})
    desk.post(page + "reply/", {"on": clock.today().isoformat(), "letter": str(letter.pk)})
    assert letter.number in desk.get(page).text
    assert b"8812345" in desk.get("/desk/whistleblowing/referrals/received/export.csv?status=done").content
    people.sign_in(desk, "citra")
    assert desk.get("/desk/whistleblowing/referrals/received/new/").status_code == 403
    for address in (base, base + "new/", f"{base}{referral.pk}/package/", page):
        assert desk.get(address).status_code == 404
    assert case.number not in desk.get("/desk/whistleblowing/referrals/").text
