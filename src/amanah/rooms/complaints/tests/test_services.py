"""From a complaint to its end: by officers, a unit, its reporter, and time."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from amanah import rulebook
from amanah.engines.cases import services as cases
from amanah.engines.cases.queries import visible
from amanah.engines.reports.models import Wish
from amanah.engines.reports.queries import mailbox as boxes
from amanah.engines.reports.services import handling as reports
from amanah.engines.reports.services import mailbox, wishes
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.notices import queries as notices
from amanah.kernel import clock
from amanah.rooms.complaints import queries
from amanah.rooms.complaints.models import RatingTally
from amanah.rooms.complaints.services import afterwards, beat, handling, taking
from amanah.rooms.complaints.tests.ground import ANSWERS, complain, in_process, opened, verified
from amanah.rooms.complaints.workflow import COMPLAINT

pytestmark = pytest.mark.django_db

START = date(2026, 3, 10)


def at(day):
    return clock.at(datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Asia/Jakarta")))


def due(case, name):
    return Deadline.objects.get(ref=case.ref, name=name, stopped_on__isnull=True).due_on


@pytest.mark.parametrize(("days", "last"), [(10, date(2026, 3, 31)), (20, date(2026, 4, 15)), (30, date(2026, 4, 29))])
def test_working_days_skip_holidays_and_collective_leave(days, last):
    assert rulebook.calendar().add(START, days, "working_day").date == last


@pytest.mark.parametrize(
    ("category", "provision", "days"),
    [
        ("information", "complaints.information_within", 5),
        ("ordinary", "complaints.ordinary_within", 14),
        ("oversight", "complaints.oversight_within", 60),
        ("aspiration", "complaints.aspiration_within", 14),
    ],
)
def test_the_class_sets_the_clock_and_correcting_it_counts_from_the_same_day(house, category, provision, days):
    with at(START):
        case, _box = complain()
        assert due(case, "verify") == date(2026, 3, 13)
        assert due(case, "completeness") == date(2026, 3, 24)
        verified(house, case, category)
        assert (case.category, case.outcome, case.state) == (category, "", "verified")
        assert due(case, "resolve") == rulebook.due(provision, START).date == rulebook.calendar().add(START, days, "working_day").date
        assert due(case, "decide") == START + timedelta(days=60)
        assert due(case, "first_response") == date(2026, 3, 17)
    with at(START + timedelta(days=2)):
        reports.decide(opened(house, "olga", case), "reclassify", outcome="oversight", reason="Ada dugaan pelanggaran.")
        assert due(case, "resolve") == rulebook.due("complaints.oversight_within", START).date


def test_a_class_is_corrected_wherever_the_matter_stands_with_one_entry(house):
    with at(START):
        case, _box = complain()
        with pytest.raises(cases.Refused):
            reports.decide(opened(house, "olga", case), "reclassify", outcome="oversight", reason="Belum ada golongannya.")
        verified(house, case, "information")
        handling.forward(opened(house, "olga", case), house.units.placement, "Mohon dijawab.")
        reports.decide(opened(house, "lila", case), "begin", outcome="", reason="")
    with at(START + timedelta(days=2)):
        reports.decide(opened(house, "olga", case), "reclassify", outcome="oversight", reason="Ada dugaan pelanggaran.")
        case.refresh_from_db()
        assert (case.state, case.category, case.unit) == ("process", "oversight", house.units.placement)
        assert due(case, "resolve") == rulebook.due("complaints.oversight_within", START).date
        moves = [entry.facts for entry in ledger.entries(case.ref) if entry.kind == "case.moved" and entry.facts["move"] == "reclassify"]
        assert [(said["from"], said["to"], said["outcome"]) for said in moves] == [("process", "process", "oversight")]
        handling.answer(opened(house, "lila", case), "Loket kini buka tiga.", "fulfilled")
        case.refresh_from_db()
        assert case.state == "answered"


def test_an_answer_counts_when_only_the_class_was_corrected_since(house):
    with at(START):
        case, _box = complain()
        verified(house, case, "ordinary")
        reports.decide(opened(house, "olga", case), "begin", outcome="", reason="")
        reports.give_feedback(opened(house, "olga", case), "Loket kini buka tiga.")
        reports.decide(opened(house, "olga", case), "reclassify", outcome="oversight", reason="Ada dugaan pelanggaran.")
        reports.decide(opened(house, "olga", case), "answer", outcome="explained", reason="Sudah dijelaskan.")
        case.refresh_from_db()
        assert case.state == "answered"


def test_nobody_is_told_which_rule_is_law_that_is_not(house):
    for key in ("information_within", "ordinary_within", "oversight_within", "aspiration_within"):
        assert not rulebook.provision(f"complaints.{key}", on=date(2026, 11, 23)).verified


def test_what_is_incomplete_waits_for_its_reporter_and_lapses(house):
    with at(START):
        case, box = complain()
        reports.ask(opened(house, "olga", case), "Layanan apa yang dimaksud?", wait=True)
        assert (case.state, due(case, "complete")) == ("awaiting", START + timedelta(days=30))
    with at(START + timedelta(days=3)):
        mailbox.add_message(box, "Sertifikat ahli K3 umum.")
        assert wishes.carry_out() == 1
        case.refresh_from_db()
        assert case.state == "received"
        reports.ask(opened(house, "olga", case), "Di loket mana?", wait=True)
    with at(START + timedelta(days=33)):
        assert beat.run()["withdrawn"] == 0
    with at(START + timedelta(days=34)):
        assert beat.run()["withdrawn"] == 1
        assert beat.run() == {"closed": 0, "withdrawn": 0}
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("withdrawn", "withdrawn")


def test_a_unit_gets_it_with_its_keys_and_gives_it_back(house):
    case, _box = complain()
    verified(house, case)
    assert opened(house, "lila", case) is None
    assert not visible(house.viewer("lila")).exists()
    with pytest.raises(cases.Refused):
        handling.forward(opened(house, "olga", case), house.units.k3)
    handling.forward(opened(house, "olga", case), house.units.placement, "Mohon dijawab.")
    assert (case.state, case.unit) == ("forwarded", house.units.placement)
    assert visible(house.viewer("lila")).get() == case
    hand = opened(house, "lila", case)
    assert hand is not None
    reports.decide(hand, "return", outcome="", reason="Bukan layanan direktorat kami.")
    case.refresh_from_db()
    assert (case.state, case.unit) == ("verified", None)
    assert not visible(house.viewer("lila")).exists()
    assert opened(house, "lila", case) is None


def test_interim_answer_final_answer_and_closing_after_silence(house):
    with at(START):
        case, box = complain()
        in_process(house, case)
        with pytest.raises(cases.Refused):
            cases.move(case, "answer", viewer=house.viewer("olga"), outcome="fulfilled", reason_field="x")
        reports.give_feedback(opened(house, "olga", case), "Sedang kami cocokkan dengan loket.")
        assert not Deadline.objects.filter(ref=case.ref, name="first_response", stopped_on__isnull=True).exists()
        handling.answer(opened(house, "olga", case), "Sertifikat terbit hari ini.", "fulfilled")
        assert (case.state, due(case, "silence")) == ("answered", date(2026, 3, 31))
    assert "Sertifikat terbit" in boxes.box(box).messages[-1].text
    with at(date(2026, 3, 20)):
        mailbox.add_message(box, "Terima kasih, akan saya ambil.")
        later = due(case, "silence")
        assert later > date(2026, 3, 31)
    with at(date(2026, 4, 1)):
        assert beat.run()["closed"] == 0
    with at(later + timedelta(days=1)):
        assert beat.run()["closed"] == 1
    case.refresh_from_db()
    assert (case.state, case.outcome, case.closed_on) == ("resolved", "fulfilled", later + timedelta(days=1))


def answered(house):
    case, box = complain()
    in_process(house, case)
    handling.answer(opened(house, "olga", case), "Berkas dikembalikan karena kurang foto.", "explained")
    return case, box


def test_its_reporter_disputes_accepts_rates_and_reopens_in_time(house):
    with at(START):
        case, box = answered(house)
        assert afterwards.standing(box).acts == {"finish", "dispute", "close_off"}
        afterwards.decide(box, "dispute", "Fotonya sudah saya lampirkan.")
        assert afterwards.standing(box).waiting == {"dispute"}
        with pytest.raises(cases.Refused):
            afterwards.decide(box, "dispute")
        wishes.carry_out()
        beat.run()
        case.refresh_from_db()
        assert (case.state, case.outcome) == ("process", "disputed")
        handling.answer(opened(house, "olga", case), "Benar, foto ada. Sertifikat terbit.", "fulfilled")
        afterwards.rate(box, {"answered": "yes", "clear": "no"}, "Lama.")
        afterwards.rate(box, {"answered": "partly", "clear": "no"}, "")
        afterwards.decide(box, "finish")
        wishes.carry_out()
        beat.run()
        case.refresh_from_db()
        assert case.state == "resolved"
    counted = {(row.question, row.answer): row.count for row in RatingTally.objects.filter(count__gt=0)}
    assert counted == {("answered", "partly"): 1, ("clear", "no"): 1, ("quick", "skip"): 1}
    last = rulebook.due("complaints.reopen_within", START).date
    with at(last + timedelta(days=1)):
        assert "reopen" not in afterwards.standing(box).acts
    with at(last):
        afterwards.decide(box, "reopen", "Belum juga saya terima.")
        wishes.carry_out()
        beat.run()
    case.refresh_from_db()
    assert (case.state, case.outcome, case.closed_on) == ("process", "", None)


def test_what_is_late_can_be_taken_higher_and_the_superior_hears_of_it(house):
    with at(START):
        case, box = complain()
        in_process(house, case)
        assert "appeal" not in afterwards.standing(box).acts
    with at(START + timedelta(days=8)):
        afterwards.decide(box, "appeal")
        wishes.carry_out()
        beat.run()
        case.refresh_from_db()
        assert case.state == "escalated"
        assert any("dinaikkan" in str(line.text) for line in notices.listing(house.viewer("kokom")).notices)
        with pytest.raises(cases.Refused):
            reports.decide(opened(house, "olga", case), "instruct", outcome="", reason="Saya sendiri.")
        reports.decide(opened(house, "kokom", case), "instruct", outcome="", reason="Selesaikan pekan ini.")
    assert case.state == "process"


def test_a_wish_that_came_too_late_changes_nothing(house):
    case, box = answered(house)
    afterwards.decide(box, "finish")
    Wish.objects.update(act="reopen")
    assert wishes.carry_out() == 0
    case.refresh_from_db()
    assert case.state == "answered"
    assert not Wish.objects.filter(done=False).exists()


def test_who_is_complained_of_and_who_answers_for_them_see_nothing(house):
    from amanah.foundation.access import services as access

    for name in ("hadi", "gilang"):
        access.grant_role(house.accounts[name], "complaints.officer", house.units.root)
    case, _box = complain(who="Hadi Susanto")
    for name in ("hadi", "gilang", "citra", "lila", "ani"):
        assert not visible(house.viewer(name)).exists(), name
    assert visible(house.viewer("olga")).get() == case


def test_typed_in_by_hands_it_concerns_gives_no_receipt(house):
    from uuid import uuid4

    coming = taking.Coming("letter", "3 Maret", wants_receipt=True)
    told = taking.type_in(uuid4(), ANSWERS | {"who": "Tyas Wibowo"}, coming, viewer=house.viewer("tyas"))
    assert told.receipt is None
    told = taking.type_in(uuid4(), ANSWERS, coming, viewer=house.viewer("tyas"))
    assert told.receipt is not None
    told = taking.type_in(uuid4(), ANSWERS, taking.Coming("email", "", wants_receipt=False), viewer=house.viewer("tyas"))
    assert told.receipt is None
    assert not visible(house.viewer("tyas")).exists()


def test_a_complaint_that_nobody_marked_counts_as_secret_and_anonymous(house):
    case, _box = complain()
    case.complaint_marks.delete()
    case.refresh_from_db()
    assert (queries.flags(case).secret, queries.flags(case).anonymous) == (True, True)


def test_every_provision_of_the_room_is_in_the_rulebook():
    from amanah.rooms.complaints.room import ROOM

    assert set(ROOM.provisions) >= {key for clock_ in COMPLAINT.clocks for key in clock_.provisions}
    for key in ROOM.provisions:
        assert rulebook.due(key, START).date > START
