"""Going through a course: places are kept, a new edition keeps them too, and passing gives one record."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from amanah.kernel import clock
from amanah.rooms.learning.courses import reading
from amanah.rooms.learning.models import Record
from amanah.rooms.learning.quizzes import services as quizzes
from amanah.rooms.learning.quizzes.models import Question, Version
from amanah.rooms.learning.taking import queries, replay, services
from amanah.rooms.learning.taking.models import Enrolment, Invitation, Seen
from amanah.rooms.learning.taking.progress import Progress
from amanah.rooms.learning.taking.refusals import Refused
from amanah.rooms.learning.taking.services import Guest
from amanah.rooms.learning.taking.tests.conftest import pass_test, read_all
from amanah.rulebook.rules import Text


def test_every_course_draws_eight_of_at_least_sixteen(db):
    for course in reading.courses().values():
        test = services.keep_course(course)
        assert test.draws == 8
        assert Question.objects.filter(topic=test.topic).count() == len(course.questions) + len(course.bank) >= 16


def test_the_bank_follows_the_course_and_leaves_alone_what_people_wrote(db, course):
    test = services.keep_course(course)
    size = Version.objects.count()
    assert services.keep_course(course) == test
    assert Version.objects.count() == size, "asked again, nothing is written"
    first, second, *others = course.questions
    newer = replace(course, questions=(replace(first, text=Text("Baru?", "New?")), *others))
    services.keep_course(newer)
    assert Question.objects.get(topic=test.topic, key=first.key).current == 2
    assert Question.objects.get(topic=test.topic, key=second.key).state == "retired"
    services.keep_course(course)
    assert Question.objects.get(topic=test.topic, key=second.key).state == "retired", "what was retired is not brought back by itself"


def test_passing_the_final_test_credits_hours_once(people, course):
    hadi = people.persons["hadi"]
    round_ = services.enrol(course, hadi)
    assert services.enrol(course, hadi) == round_
    with pytest.raises(Refused) as refusal:
        services.begin_test(round_, "final")
    assert refusal.value.code == "pages"
    read_all(round_, course)
    assert pass_test(round_, right=2).passed is False
    assert not Record.objects.exists()
    assert pass_test(round_).passed is True
    record = Record.objects.get()
    assert (record.person, record.origin, record.hours, record.sort, record.score) == (hadi, round_.ref, course.hours, "course", None)
    round_.refresh_from_db()
    assert (round_.record, round_.finished_on) == (record, clock.today())
    with pytest.raises(Refused):
        services.read(round_, course.pages[0].key)
    assert services.enrol(course, hadi) != round_, "whoever wants to may go through it again"
    assert replay.check() == []


def test_a_choice_is_kept_and_can_be_made_otherwise(people, course):
    round_ = services.enrol(course, people.persons["hadi"])
    services.choose(round_, "the-folder", 3)
    services.choose(round_, "the-folder", 1)
    page = course.pages[course.places["the-folder"]]
    assert Progress(course, round_).choice(page) == 1
    assert not Progress(course, round_).done(page), "choosing is not yet reading on"
    for wrong in (0, 9):
        with pytest.raises(Refused):
            services.choose(round_, "the-folder", wrong)


def test_a_new_edition_keeps_the_place_and_asks_again_for_what_it_changed(people, course, monkeypatch):
    round_ = services.enrol(course, people.persons["hadi"])
    for page in course.pages[:3]:
        services.read(round_, page.key)
    services.choose(round_, course.pages[1].key, 2)
    first, second, third, *others = course.pages
    added = replace(first, key="new-page")
    newer = replace(course, edition="2027-01", pages=(first, added, replace(second, text=Text("Lain.", "Other.")), third, *others))
    monkeypatch.setattr("amanah.rooms.learning.taking.services.walking.courses", lambda: {course.id: newer})
    progress = Progress(newer, round_)
    assert [progress.done(page) for page in newer.pages[:4]] == [True, False, False, True]
    assert [page.key for page in newer.pages if progress.changed(page)] == [second.key]
    assert progress.choice(newer.pages[2]) == 0, "what was chosen was another scene"
    assert progress.resume.key == "new-page"
    services.read(round_, "new-page")
    services.read(round_, second.key)
    round_.refresh_from_db()
    assert round_.edition == "2027-01"
    assert Progress(newer, Enrolment.objects.get(pk=round_.pk)).resume == others[0]


def test_a_test_before_comes_before_the_first_page(people, course):
    round_ = services.enrol(course, people.persons["hadi"])
    assert services.begin_test(round_, "pre").purpose == "pre"
    services.read(round_, course.pages[0].key)
    with pytest.raises(Refused) as refusal:
        services.begin_test(round_, "pre")
    assert refusal.value.code == "begun"


def test_an_associate_is_invited_by_a_link_that_is_kept_as_a_digest(people, rudi, course):
    viewer = people.viewer("rudi")
    with clock.at(datetime(2026, 11, 2, 3, tzinfo=UTC)):
        invitation, token = services.invite(Guest(" Rahma  Dewi", "PT Jasa K3"), course, people.units.k3_testing, viewer=viewer)
        again, other = services.invite(Guest("Rahma Dewi", "PT Jasa K3"), course, people.units.k3_testing, viewer=viewer)
        assert again.outsider == invitation.outsider
        assert token not in str(Invitation.objects.values())
        assert queries.opened_by(token) == invitation
        assert queries.opened_by(token[:-1]) is None
        services.revoke(again, viewer=viewer)
        assert queries.opened_by(other) is None
        last = invitation.expires_on
    with clock.at(datetime.combine(last, datetime.min.time(), UTC)):
        assert queries.opened_by(token) is not None
    with clock.at(datetime.combine(last + timedelta(days=1), datetime.min.time(), UTC)):
        assert queries.opened_by(token) is None


def test_only_who_manages_the_unit_invites_and_revokes(people, rudi, course):
    with pytest.raises(Refused):
        services.invite(Guest("A", "B"), course, people.units.placement, viewer=people.viewer("rudi"))
    with pytest.raises(Refused):
        services.invite(Guest("A", " "), course, people.units.k3, viewer=people.viewer("rudi"))
    invitation, _token = services.invite(Guest("A", "B"), course, people.units.k3, viewer=people.viewer("rudi"))
    with pytest.raises(Refused):
        services.revoke(invitation, viewer=people.viewer("citra"))
    assert queries.associates(people.viewer("citra")).rows == []


def test_the_list_says_what_came_of_every_invitation(people, rudi, course):
    viewer = people.viewer("rudi")
    invitation, _token = services.invite(Guest("Rahma", "PT Jasa"), course, people.units.k3, viewer=viewer)
    services.invite(Guest("Tono", "PT Lain"), course, people.units.k3, viewer=viewer)
    round_ = services.enrol(course, invitation.outsider)
    read_all(round_, course)
    pass_test(round_)
    rows = {row.invitation.outsider.name: row for row in queries.associates(viewer).rows}
    assert {name: row.state for name, row in rows.items()} == {"Rahma": "trained", "Tono": "invited"}
    assert rows["Rahma"].number == Record.objects.get(outsider=invitation.outsider).number
    assert [row.invitation.outsider.name for row in queries.associates(viewer, queries.Filters(state="trained")).rows] == ["Rahma"]
    assert Seen.objects.filter(enrolment=round_, read=True).count() == len(course.pages)
    assert quizzes.tests().filter(course=course.id).exists()
