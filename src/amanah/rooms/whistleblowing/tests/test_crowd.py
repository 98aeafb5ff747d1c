"""Under attack: nobody is turned away, and everybody is asked for little."""

import re
import threading
from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from amanah.engines.cases.models import Case
from amanah.engines.reports.crowd import asking, gauge, tokens
from amanah.foundation.vault import kdf
from amanah.foundation.vault.models import Keepsake
from amanah.kernel import clock
from amanah.rooms.whistleblowing.tests.stories import WHAT, file_one, hidden, send, url, words_of, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    """A gauge of this test's own."""
    own = gauge.Gauge()
    monkeypatch.setattr(asking, "gauge", own)
    return own


@pytest.fixture
def crowded(settings):
    """From the first report on it is a crowd."""
    settings.AMANAH_CROWD_PER_MINUTE = 1


def solve(challenge):
    bits = int(challenge.partition(".")[0])
    nonces = [next(n for n in range(10**9) if tokens.zeros(f"{challenge}.{part}.{n}") >= bits) for part in range(tokens.PARTS)]
    return f"{challenge} {','.join(map(str, nonces))}"


def challenge_of(page):
    return re.search(r'data-crowd="([^"]+)"', page.content.decode())[1]


def full(fresh, many=1):
    for _report in range(many):
        fresh.note()


def test_calm_asks_nothing_and_sets_no_cookie(people, intake):
    write(intake)
    page = intake.get(url("review"))
    assert "data-crowd" not in page.content.decode()
    assert asking.COOKIE not in intake.cookies
    assert words_of(send(intake))


def test_thirty_trainees_at_once_all_get_a_receipt_and_wait_for_nothing(people, intake):
    for _trainee in range(30):
        assert file_one(Client())
    assert Case.objects.count() == 30


def test_thirty_in_a_flood_all_get_a_receipt_too(people, intake, settings):
    settings.AMANAH_CROWD_PER_MINUTE = 4
    trainees = [Client() for _trainee in range(30)]
    asked = []
    for trainee in trainees:
        write(trainee)
        answer = send(trainee)
        if answer.status_code == 302:
            assert answer.url == url("turn")
            asked.append(trainee)
    assert 20 <= len(asked) < 30
    with clock.at(clock.now() + timedelta(seconds=tokens.WAITS[-1])):
        for trainee in asked:
            page = trainee.get(url("turn"))
            assert words_of(trainee.post(url("review"), hidden(page)))
    assert Case.objects.count() == 30


def test_without_scripts_one_waits_keeps_everything_and_presses_once_more(people, intake, fresh, crowded):
    full(fresh)
    with clock.at(began := clock.now()):
        write(intake)
        assert send(intake).url == url("turn")
        page = intake.get(url("turn"))
        assert "BELUM terkirim" in page.content.decode()
        assert "Kirim lagi sesudah 20 detik" in page.content.decode()
        assert page["Refresh"] == f"21; url={url('turn')}"
        assert hidden(page)["what"] == WHAT
        assert send(intake).url == url("turn"), "pressing too early costs nothing"
    with clock.at(began + timedelta(seconds=20)):
        page = intake.get(url("turn"))
        assert "Giliran Anda" in page.content.decode()
        assert "Refresh" not in page
        assert words_of(intake.post(url("review"), hidden(page)))


def test_reading_the_review_counts_as_waiting(people, intake, fresh, crowded):
    full(fresh)
    write(intake)
    page = intake.get(url("review"))
    with clock.at(clock.now() + timedelta(seconds=20)):
        assert words_of(intake.post(url("review"), hidden(page)))


def test_with_scripts_a_solved_sum_sends_at_once(people, intake, fresh, crowded):
    full(fresh)
    write(intake)
    page = intake.get(url("review"))
    proof = solve(challenge_of(page))
    assert words_of(intake.post(url("review"), {**hidden(page), "work": proof}))


def test_a_proof_of_another_draft_a_changed_one_and_an_old_one_count_for_nothing(people, intake, fresh, crowded):
    full(fresh)
    other = Client()
    write(other)
    theirs = solve(challenge_of(other.get(url("review"))))
    write(intake)
    page = intake.get(url("review"))
    mine = solve(challenge_of(page))
    easier = "1" + mine[mine.index(".") :]
    for proof in (theirs, mine[:-1], easier, "", "x", "1.2.3 4", mine + ",1"):
        assert intake.post(url("review"), {**hidden(page), "work": proof}).status_code == 302, proof
    with clock.at(clock.now() + timedelta(seconds=tokens.GOOD_FOR + 1)):
        assert not tokens.solved(mine, "anything")
    assert Case.objects.count() == 0


def test_one_proof_makes_one_report(people, intake, fresh, crowded):
    full(fresh)
    write(intake)
    page = intake.get(url("review"))
    posted = {**hidden(page), "work": solve(challenge_of(page))}
    assert words_of(intake.post(url("review"), posted))
    again = intake.post(url("review"), posted)
    assert again.url == url("sent")
    assert Case.objects.count() == 1


def test_a_ticket_belongs_to_one_draft(people, intake, fresh, crowded):
    full(fresh)
    write(intake)
    intake.get(url("review"))
    other = Client()
    write(other)
    other.cookies[asking.COOKIE] = intake.cookies[asking.COOKIE].value
    with clock.at(clock.now() + timedelta(seconds=30)):
        assert send(other).url == url("turn")


def test_waiting_grows_gently_and_is_capped(fresh, settings):
    settings.AMANAH_CROWD_PER_MINUTE = 10
    levels = []
    for _report in range(1000):
        fresh.note()
        levels.append(fresh.level())
    assert levels[:9] == [0] * 9
    assert (levels[9], levels[19], levels[39], levels[-1]) == (1, 2, 3, gauge.MOST)
    assert max(tokens.WAITS) == 90
    assert list(tokens.WAITS) == sorted(tokens.WAITS)
    assert len(tokens.WAITS) == len(tokens.BITS) == gauge.MOST + 1


def test_several_processes_share_the_limits(settings):
    settings.AMANAH_CROWD_PER_MINUTE, settings.AMANAH_PROCESSES = 10, 2
    own = gauge.Gauge()
    levels = []
    for _ in range(5):
        levels.append(own.level())
        own.note()
    assert [*levels, own.level()] == [0, 0, 0, 0, 0, 1]


def test_what_lies_a_minute_back_counts_no_more(fresh, settings, monkeypatch):
    settings.AMANAH_CROWD_PER_MINUTE = 1
    fresh.note()
    assert fresh.level() == 1
    now = gauge.time.monotonic()
    monkeypatch.setattr(gauge.time, "monotonic", lambda: now + gauge.WINDOW + 1)
    assert fresh.level() == 0


def test_zero_switches_it_off(fresh, settings):
    settings.AMANAH_CROWD_PER_MINUTE = settings.AMANAH_CROWD_QUEUE = 0
    full(fresh, 1000)
    assert fresh.level() == 0


def test_the_queue_of_derivations_counts_as_load(fresh, settings, monkeypatch):
    settings.AMANAH_CROWD_QUEUE = 1
    turnstile = kdf.Turnstile(1, patience=5)
    monkeypatch.setattr(kdf, "turnstile", turnstile)

    def derive():
        with turnstile.turn():
            pass

    with turnstile.turn():
        waiting = threading.Thread(target=derive)
        waiting.start()
        while not turnstile.waiting:
            pass
        assert fresh.level() == 1
    waiting.join()
    assert turnstile.waiting == 0
    assert fresh.level() == 0


def test_nothing_tells_later_that_it_came_in_a_flood(people, intake, fresh, crowded):
    full(fresh)
    write(intake)
    page = intake.get(url("review"))
    intake.post(url("review"), {**hidden(page), "work": solve(challenge_of(page))})
    case = Case.objects.get()
    assert challenge_of(page).partition(".")[2] not in str(Keepsake.objects.values_list())
    assert str(case.pk) not in page.content.decode(), "the sum does not name the report that will be"


@given(st.text(max_size=200))
def test_no_text_is_taken_for_a_ticket_or_a_proof(text):
    assert tokens.Ticket.read(text, "draft") is None
    assert not tokens.solved(text, "draft")
