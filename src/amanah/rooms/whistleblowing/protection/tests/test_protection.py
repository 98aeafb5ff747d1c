"""Protection of the reporter: check-ins on time and in the mailbox, computed risk, measures, letters, retaliation as its own report."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from amanah import rulebook
from amanah.engines.actions.models import Action
from amanah.engines.cases.models import Case
from amanah.engines.cases.queries import visible
from amanah.engines.cases.refusals import Refused
from amanah.engines.cases.services import moving
from amanah.engines.reports.queries import reading
from amanah.engines.reports.services import handling, mailbox
from amanah.engines.reports.services.filing import AlreadyFiled
from amanah.foundation.clocks import work
from amanah.foundation.notices.models import Notice
from amanah.foundation.threads.models import Link
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.models import SealedField
from amanah.kernel import clock, events
from amanah.rooms.whistleblowing.protection import checks, listeners, queries, services
from amanah.rooms.whistleblowing.protection.models import Alarm
from amanah.rooms.whistleblowing.protection.questions import DECISIVE, RISKS, STEPS, level_of
from amanah.rooms.whistleblowing.services import filing, triaging
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db

ANSWERS = {
    "topic": "illegal_levy",
    "route": "inspectorate",
    "mode": "anonymous",
    "unit": "",
    "what": "Loket meminta uang.",
    "who": "Gilang Ramadhan",
    "known": "Saya mengalaminya",
}
WHISPER = "Saya dipindahkan ke gudang merpati."


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(events, "after_commit", lambda deliver: deliver())


@pytest.fixture
def filed(people):
    case_id = uuid4()
    receipt = filing.file_report(filing.from_answers(case_id, ANSWERS))
    return Case.objects.get(pk=case_id), vault.open_mailbox(receipt)


@pytest.fixture
def case(people, filed):
    triaging.acknowledge(filed[0], viewer=people.viewer("ani"))
    return filed[0]


@pytest.fixture
def box(filed):
    return filed[1]


def opened(people, name, case):
    viewer = people.viewer(name)
    return reading.open_case(viewer, Case.objects.get(pk=case.pk), vault.unlock(viewer.account, PASSPHRASE))


def close(case, outcome):
    """As the second pair of eyes would have it."""
    Case.objects.filter(pk=case.pk).update(state="triaged")
    case.refresh_from_db()
    declared = case.declared.move("conclude")
    moving._take(case, declared, actor="account:1", approver="account:2", outcome=outcome, reason_field="r/1", day=None, facts=None)


def when_due(case):
    return clock.at(clock.now() + (checks.running(case.pk).due_on - clock.today()))


def test_check_ins_come_one_after_the_other_from_the_day_of_filing(people, case):
    dues = []
    hand = opened(people, "ani", case)
    while (current := checks.running(case.pk)) is not None:
        dues.append((current.name, current.due_on))
        services.note_check(hand, "none", "Tidak tampak apa-apa.")
    months = [rulebook.due(provision, case.opened_on).date for _title, provision in STEPS.values()]
    assert dues == list(zip(STEPS, months, strict=True))


def test_closing_counts_them_anew_and_only_a_report_not_proven_has_a_name_to_clear(people, case):
    with clock.at(clock.now() + timedelta(days=40)):
        close(case, "unproven")
        current = checks.running(case.pk)
        assert (current.name, current.since) == ("first", clock.today())
        assert checks.running(case.pk, checks.CLEARING).due_on == rulebook.due(checks.CLEAR_WITHIN, clock.today()).date
    other = uuid4()
    filing.file_report(filing.from_answers(other, ANSWERS | {"who": ""}))
    close(Case.objects.get(pk=other), "proven")
    assert checks.running(other, checks.CLEARING) is None


def test_the_mailbox_asks_when_it_is_due_and_keeps_the_answer_sealed(people, case, box):
    assert queries.asked_of(box) is None
    with pytest.raises(Refused):
        services.answer_check_in(box, "pressed", WHISPER)
    with when_due(case):
        assert queries.asked_of(box).name == "first"
        services.answer_check_in(box, "pressed", WHISPER)
        assert queries.asked_of(box) is None
        assert not [row for row in SealedField.objects.filter(record=case.ref) if WHISPER.encode() in bytes(row.ciphertext)]
        told = queries.answers(reading.content(opened(people, "ani", case)))
        assert [(one.code, one.text) for one in told] == [("pressed", WHISPER)]
        # Somebody hears at the next beat, once, urgently, and without a word of it.
        assert listeners.announce() == 1
        assert listeners.announce() == 0
        notice = Notice.objects.get(account=people.ani, code="protection.look")
        assert notice.params == {"number": case.number}
        assert not Notice.objects.filter(account__in=[people.gilang, people.citra]).exists()


def test_an_easy_answer_raises_no_alarm(case, box):
    with when_due(case):
        services.answer_check_in(box, "none", "")
        assert not Alarm.objects.exists()


def test_who_wants_no_contact_is_not_asked_and_staff_look_by_themselves(people, case, box):
    mailbox.set_contact(box, wanted=False)
    with when_due(case):
        assert queries.asked_of(box) is None
        assert [line.number for line in work.lines(people.viewer("ani")) if line.number == case.number] == [case.number]
        services.note_check(opened(people, "ani", case), "worried", "Ia tampak dihindari rekan-rekannya.")
        assert checks.running(case.pk).name == "second"


def test_what_is_due_stands_in_the_work_of_its_handler_alone(people, case):
    handling.assign(opened(people, "ani", case), people.budi)
    with when_due(case):
        listed = {name: [line for line in work.lines(people.viewer(name)) if line.number == case.number] for name in people.accounts}
        assert {name for name, lines in listed.items() if lines} == {"budi"}
        assert "/protection/" in listed["budi"][0].url


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ({}, "low"),
        ({"known": "yes"}, "low"),
        ({"known": "yes", "few": "unsure", "precedent": "unsure"}, "medium"),
        ({"known": "yes", "dependent": "yes", "few": "yes", "vulnerable": "yes"}, "high"),
        ({"threatened": "yes"}, "high"),
        ({"safety": "unsure"}, "low"),
    ],
)
def test_the_risk_follows_from_the_answers(answers, level):
    assert level_of(answers, clock.today()) == level


def test_more_signs_never_mean_less_risk():
    order = ["low", "medium", "high"]
    for start in ({}, {"known": "yes"}, {"known": "yes", "dependent": "unsure"}):
        for key in RISKS:
            ranks = [order.index(level_of(start | {key: answer}, clock.today())) for answer in ("no", "unsure", "yes")]
            assert ranks == sorted(ranks)
            assert key not in DECISIVE or ranks[-1] == 2


def test_retaliation_is_a_report_of_its_own_with_its_own_receipt(people, case, box):
    number = uuid4()
    receipt, route = services.report_retaliation(box, number, WHISPER, "Hadi Susanto")
    other = Case.objects.get(pk=number)
    assert (other.topic, other.route, route) == ("retaliation", "inspectorate", "inspectorate")
    assert vault.open_mailbox(receipt).record == other.ref
    assert visible(people.viewer("ani")).filter(pk=other.pk).exists()
    for name in ("gilang", "hadi", "kartika"):
        assert not visible(people.viewer(name)).filter(pk=other.pk).exists()
    hand = opened(people, "ani", case)
    content = reading.content(hand)
    assert queries.retaliations(people.viewer("ani"), content) == [other]
    for _again in range(2):
        services.tie_retaliation(hand, content)
    assert Link.objects.filter(source=other.ref, target=case.ref, relation="arose_from").count() == 1
    with pytest.raises(AlreadyFiled):
        services.report_retaliation(box, number, WHISPER, "")


def test_a_report_of_retaliation_that_cannot_be_kept_leaves_no_word_in_the_first_one(people, case, box, monkeypatch):
    monkeypatch.setattr(services.filing, "file_report", _fails)
    before = case.entries.count()
    with pytest.raises(OSError, match="penuh"):
        services.report_retaliation(box, uuid4(), WHISPER, "")
    assert case.entries.count() == before


def _fails(*_args, **_kwargs):
    raise OSError("penuh")


def unlocked(desk, people, name):
    people.sign_in(desk, name)
    assert desk.post(reverse("vault:unlock"), {"passphrase": PASSPHRASE}).status_code == 302
    return desk


def test_the_tab_shows_and_keeps_everything(desk, people, case):
    unlocked(desk, people, "ani")
    tab = reverse("whistleblowing_desk:tab", args=[case.number, "protection"])
    write = lambda paper, **data: desk.post(reverse("whistleblowing_desk:protection_write", args=[case.number, paper]), data)  # noqa: E731
    assert desk.get(tab).status_code == 200
    assert write("assessment", **dict.fromkeys(RISKS, "no") | {"threatened": "yes", "text": WHISPER}).status_code == 302
    assert write("measure", measure="apart", text="Jalur baru.").status_code == 302
    assert write("check", answer="none", text="Aman.").status_code == 302
    assert write("lpsk", text="Mohon perlindungan.", number="S-1", sent_on="2026-01-02").status_code == 302
    assert write("check", text="Tanpa jawaban.").status_code == 400
    shown = desk.get(tab).content.decode()
    for words in ("Risiko tinggi", "Pisahkan jalur kerja", "Jalur baru.", "Pemantauan kedua", "Belum diverifikasi", "S-1"):
        assert words in shown
    assert "Risiko tinggi" in desk.get(reverse("whistleblowing_desk:case", args=[case.number])).content.decode()
    seq = case.entries.get(channel="lpsk").seq
    assert desk.get(reverse("whistleblowing_desk:protection_letter", args=[case.number, seq])).content.startswith(b"%PDF-")
    stored = b"".join(bytes(row.ciphertext) for row in SealedField.objects.all())
    assert WHISPER.encode() not in stored


def test_a_measure_becomes_an_action_in_words_that_point_to_nobody(desk, people, case):
    Case.objects.filter(pk=case.pk).update(state="triaged")
    unlocked(desk, people, "ani")
    address = reverse("whistleblowing_desk:protection_action", args=[case.number, "personnel"])
    assert "Tinjau semua usulan mutasi" in desk.get(address).content.decode()
    given = {"title": "Tinjau mutasi", "unit": "DIT-PENEMPATAN", "owner": "Citra Maharani", "verifier": "Budi Hartono", "priority": "high"}
    assert desk.post(address, given).status_code == 302
    assert Action.objects.get().source == case.ref
    assert desk.get(reverse("whistleblowing_desk:protection_action", args=[case.number, "secrecy"])).status_code == 404


def test_a_name_is_cleared_in_writing_or_it_is_said_why_not(desk, people, case):
    close(case, "unproven")
    unlocked(desk, people, "ani")
    tab = desk.get(reverse("whistleblowing_desk:tab", args=[case.number, "protection"])).content.decode()
    assert "memulihkan nama baik Saudara" in tab
    address = reverse("whistleblowing_desk:protection_write", args=[case.number, "clearing"])
    assert desk.post(address, {"needed": "yes", "text": "Dengan hormat."}).status_code == 400
    assert desk.post(address, {"needed": "yes", "name": "Gilang, Direktur", "text": "Dengan hormat."}).status_code == 302
    assert checks.running(case.pk, checks.CLEARING) is not None
    seq = case.entries.get(channel="rehabilitation").seq
    assert desk.get(reverse("whistleblowing_desk:protection_letter", args=[case.number, seq])).content.startswith(b"%PDF-")
    today = clock.today().isoformat()
    assert desk.post(address, {"needed": "yes", "name": "Gilang", "text": "Disampaikan.", "delivered_on": today}).status_code == 302
    assert checks.running(case.pk, checks.CLEARING) is None


@pytest.mark.parametrize("name", ["citra", "gilang"])
def test_nobody_else_reaches_any_of_it(desk, people, case, name):
    people.sign_in(desk, name)
    for address in (
        reverse("whistleblowing_desk:tab", args=[case.number, "protection"]),
        reverse("whistleblowing_desk:protection_write", args=[case.number, "check"]),
        reverse("whistleblowing_desk:protection_action", args=[case.number, "personnel"]),
        reverse("whistleblowing_desk:protection_letter", args=[case.number, 1]),
    ):
        assert desk.get(address).status_code == 404


def test_the_mailbox_over_http(intake, people, filed):
    case_id = uuid4()
    receipt = filing.file_report(filing.from_answers(case_id, ANSWERS))
    triaging.acknowledge(Case.objects.get(pk=case_id), viewer=people.viewer("ani"))
    due = checks.running(case_id).due_on
    with clock.at(clock.now() + (due - clock.today())):
        page = intake.post(reverse("reports:mailbox"), {"receipt": str(receipt)}, follow=True)
        assert "Apakah Anda mengalami tekanan?" in page.content.decode()
        assert intake.post(reverse("whistleblowing:check_in"), {"told": WHISPER}).status_code == 422
        answered = intake.post(reverse("whistleblowing:check_in"), {"answer": "worried", "told": WHISPER})
        assert "jawaban Anda tersimpan" in answered.content.decode()
        assert Alarm.objects.filter(case_id=case_id).count() == 1
        form = intake.get(reverse("whistleblowing:retaliation"))
        assert form.status_code == 200
        assert intake.post(reverse("whistleblowing:retaliation"), {"case": str(uuid4()), "what": ""}).status_code == 422
        sent = intake.post(reverse("whistleblowing:retaliation"), {"case": str(uuid4()), "what": WHISPER, "who": ""})
        assert sent.status_code == 200
        assert "Catat kata-kata ini sekarang" in sent.content.decode()
    assert Case.objects.filter(topic="retaliation").count() == 1
    intake.cookies.clear()
    assert intake.get(reverse("whistleblowing:retaliation")).status_code == 403
