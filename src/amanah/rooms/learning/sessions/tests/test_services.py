from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from amanah.foundation.notices import queries as notices
from amanah.kernel import clock
from amanah.rooms.learning import queries as learning
from amanah.rooms.learning.models import Record
from amanah.rooms.learning.sessions import codes, queries, replay, services
from amanah.rooms.learning.sessions.models import Certificate, Edition, Seat
from amanah.rooms.learning.sessions.refusals import Refused
from amanah.rooms.learning.sessions.tests.conftest import BEGINS, ENDS

pytestmark = pytest.mark.django_db


def refused(code, act, *args, **named):
    with pytest.raises(Refused) as refusal:
        act(*args, **named)
    assert refusal.value.code == code


def states(session):
    return {seat.name.split()[0].lower(): str(seat.state) for seat in session.seats.select_related("person", "outsider")}


def seat_of(session, person):
    return session.seats.get(person=person)


def test_a_held_session_keeps_the_edition_it_was_held_with(school, offer, content, opened, topic):
    first = opened()
    maya = school.viewer("maya")
    assert services.revise(offer, content(), viewer=maya).seq == 1
    services.revise(offer, content(title="Bimtek antisuap lanjutan", parts=[(topic, Decimal(16))]), viewer=maya)
    second = opened()
    first.refresh_from_db()
    assert (first.edition.title, first.edition.hours) == ("Bimtek antisuap", 8)
    assert (second.edition.title, second.edition.hours) == ("Bimtek antisuap lanjutan", 16)
    with pytest.raises(Exception, match="append"), transaction.atomic():
        Edition.objects.filter(pk=first.edition_id).update(title="x")
    services.retire(offer, "Sudah usang", viewer=maya)
    refused("retired", services.revise, offer, content(), viewer=maya)


def test_offers_say_what_is_missing(school, content, topic, offer):
    maya, root = school.viewer("maya"), school.units.root
    refused("side", services.make_offer, content(), root, viewer=school.viewer("hadi"))
    refused("titles", services.make_offer, content(title_en=" "), root, viewer=maya)
    refused("topics", services.make_offer, content(parts=[]), root, viewer=maya)
    refused("topics", services.make_offer, content(parts=[(topic, Decimal(2)), (topic, Decimal(3))]), root, viewer=maya)
    refused("pass", services.make_offer, content(must_pass=True), root, viewer=maya)
    refused("course", services.make_offer, content(sort="course"), root, viewer=maya)
    refused("course", services.make_offer, content(course="gifts"), root, viewer=maya)
    assert services.make_offer(content(sort="course", course="gifts"), root, viewer=maya).number.startswith("PN-")


def test_managers_give_places_heads_and_people_ask(school, opened, nominate):
    session = opened()
    nominate(session, "hadi")
    nominate(session, "asti", by="gilang")
    nominate(session, "citra", by="citra")
    assert states(session) == {"hadi": "invited", "asti": "proposed", "citra": "proposed"}
    refused("side", nominate, session, "citra", by="gilang")
    refused("side", nominate, session, "bima", by="asti")
    asti, citra = seat_of(session, school.persons["asti"]), seat_of(session, school.persons["citra"])
    refused("side", services.approve, asti, viewer=school.viewer("gilang"))
    refused("own", services.approve, citra, viewer=school.viewer("citra"))
    services.approve(citra, viewer=school.viewer("pandu"))
    services.refuse(asti, "Sudah ikut bulan lalu", viewer=school.viewer("maya"))
    assert states(session) == {"hadi": "invited", "asti": "refused", "citra": "invited"}
    assert nominate(session, "hadi", "citra") == []
    nominate(session, "asti")
    assert states(session)["asti"] == "invited"
    assert replay.check() == []


def test_those_not_meant_cannot_ask(school, opened, nominate):
    session = opened(audience=school.units.k3)
    nominate(session, "hadi", by="hadi")
    refused("not_found", nominate, session, "citra", by="citra")
    nominate(session, "citra")
    assert states(session) == {"hadi": "proposed", "citra": "invited"}


def test_the_waiting_list_moves_up_in_its_order(school, opened, nominate, django_capture_on_commit_callbacks):
    session = opened(capacity=2)
    nominate(session, "hadi", "asti", "bima", "cahya")
    assert states(session) == {"hadi": "invited", "asti": "invited", "bima": "waiting", "cahya": "waiting"}
    hadi = seat_of(session, school.persons["hadi"])
    refused("words", services.decline, hadi, " ", viewer=school.viewer("hadi"))
    refused("not_yours", services.decline, hadi, "Dinas luar", viewer=school.viewer("citra"))
    services.accept(seat_of(session, school.persons["asti"]), viewer=school.viewer("asti"))
    with django_capture_on_commit_callbacks(execute=True):
        services.decline(hadi, "Dinas luar", viewer=school.viewer("hadi"))
    assert states(session) == {"hadi": "declined", "asti": "accepted", "bima": "invited", "cahya": "waiting"}
    told = [notice.text for notice in notices.listing(school.viewer("bima")).notices]
    assert any("diundang" in text for text in told)
    services.withdraw(seat_of(session, school.persons["asti"]), "Bertugas di loket", viewer=school.viewer("maya"))
    assert states(session)["cahya"] == "invited"
    nominate(session, "hadi")
    assert states(session)["hadi"] == "waiting"


def test_more_room_lets_people_in_and_less_than_taken_is_refused(school, opened, nominate, plan):
    session = opened(capacity=1)
    nominate(session, "hadi", "asti")
    services.change(session, plan(capacity=2), viewer=school.viewer("maya"))
    assert states(session)["asti"] == "invited"
    refused("room", services.change, session, plan(capacity=1), viewer=school.viewer("maya"))
    assert session.sequence == 0
    services.change(session, plan(capacity=2, place="Aula"), viewer=school.viewer("maya"))
    assert session.sequence == 1


def test_a_session_goes_its_way_and_no_other(school, opened, during, plan, offer):
    maya, tono = school.viewer("maya"), school.viewer("tono")
    session = opened()
    refused("past", services.hold_session, session, viewer=tono)
    refused("times", services.plan_session, offer, plan(ends=BEGINS), school.units.root, viewer=maya)
    refused("place", services.plan_session, offer, plan(place=" "), school.units.root, viewer=maya)
    refused("state", services.open_session, session, viewer=maya)
    with during(hours=7):
        refused("leads", services.hold_session, session, viewer=school.viewer("hadi"))
        services.hold_session(session, viewer=tono)
        refused("state", services.cancel, session, "Terlambat", viewer=maya)
        refused("side", services.close, session, viewer=tono)
    other = opened()
    services.cancel(other, "Pengajar sakit", viewer=maya)
    assert other.sequence == 1
    assert replay.check() == []


def test_codes_hold_for_their_time_only(school, opened, nominate, during):
    session = opened()
    seat = nominate(session, "hadi")[0]
    hadi = school.viewer("hadi")
    refused("too_early", services.check_in, seat, codes.on_screen(session), viewer=hadi)
    with during(minutes=5):
        code, poster = codes.on_screen(session), codes.on_poster(session)
        refused("code", services.check_in, seat, "00000000", viewer=hadi)
        refused("not_yours", services.check_in, seat, code, viewer=school.viewer("citra"))
    with during(minutes=5, seconds=2 * codes.SECONDS):
        refused("code", services.check_in, seat, code, viewer=hadi)
    with during(minutes=5, seconds=codes.SECONDS):
        services.check_in(seat, f" {code[:4].lower()}-{code[4:]}", viewer=hadi)
        assert services.check_in(seat, poster, viewer=hadi).presence == "full"
    with during(days=1):
        assert not codes.good(session, poster)
        refused("too_late", services.check_in, seat, codes.on_poster(session), viewer=hadi)
    assert seat.notes.count() == 1


def test_closing_credits_who_was_there(school, held, mark, close, topic):
    session = held("hadi", "asti", "bima", "cahya")
    refused("unmarked", close, session)
    mark(session, hadi="full", asti=("partial", 7), bima=("partial", 4), cahya="absent")
    assert close(session) == 2
    assert {(record.title, record.title_en) for record in Record.objects.all()} == {("Bimtek antisuap", "Anti-bribery class")}
    hours = {record.person.name.split()[0].lower(): record.hours for record in Record.objects.filter(origin=session.ref)}
    assert hours == {"hadi": Decimal(8), "asti": Decimal(7)}
    record = learning.records_of(school.persons["hadi"]).get()
    assert (record.title, record.sort, record.done_on, record.topic) == ("Bimtek antisuap", "class", session.last_day, topic)
    assert sorted(one.hours for one in Certificate.objects.all()) == [Decimal(7), Decimal(8)]
    refused("state", close, session)
    with clock.at(ENDS + timedelta(days=1)):
        assert services.settle(session) == 0
        assert replay.check() == []


def test_a_wrong_list_is_corrected_with_a_reason_and_credits_follow(school, held, mark, close):
    session = held("hadi", "asti")
    mark(session, hadi="full", asti="absent")
    close(session)
    refused("side", mark, session, hadi="absent", reason="Salah orang")
    refused("words", mark, session, by="maya", hadi="absent")
    assert mark(session, by="maya", reason="Tertukar dengan Asti", after=30, hadi="absent", asti="full") == 2
    stands = Record.objects.filter(origin=session.ref, voided_on__isnull=True)
    assert [record.person for record in stands] == [school.persons["asti"]]
    assert Record.objects.get(person=school.persons["hadi"]).voided_reason == "Tertukar dengan Asti"
    certificates = {one.name.split()[0].lower(): one.withdrawn_on for one in Certificate.objects.all()}
    assert certificates["asti"] is None
    assert certificates["hadi"] is not None
    note = seat_of(session, school.persons["hadi"]).notes.last()
    assert (note.reason, note.actor) == ("Tertukar dengan Asti", school.maya)
    with clock.at(ENDS + timedelta(days=1)):
        assert replay.check() == []


def test_hours_of_a_part_lie_within_the_session(held, mark):
    session = held("hadi")
    for wrong in (("partial", 9), ("partial", None), ("often", None)):
        refused("hours", mark, session, hadi=wrong)
    assert mark(session, hadi=("partial", 8)) == 1
    assert mark(session, hadi=("partial", 8)) == 0


def test_the_database_itself_lets_nobody_sit_twice(school, opened, nominate):
    session = opened()
    seat = nominate(session, "hadi")[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(
            id=session.pk, session=session, person=seat.person, state="invited", proposed_by=school.maya, proposed_on=clock.today()
        )
    assert session.seats.count() == 1


def test_work_says_what_waits(school, opened, nominate, during):
    session = opened()
    nominate(session, "hadi")
    nominate(session, "citra", by="citra")

    def acts(name):
        return [line.next_act for line in queries.lines(school.viewer(name)) if line.number == session.number]

    assert acts("hadi") == ["Jawab undangan"]
    assert acts("pandu") == ["Putuskan 1 usulan peserta"]
    assert acts("gilang") == []
    with during(hours=7):
        assert acts("tono") == ["Nyatakan sudah dilaksanakan"]
        services.hold_session(session, viewer=school.viewer("tono"))
        assert acts("tono") == ["Catat kehadiran 1 orang"]
