"""The page on which strangers answer, and the desk's."""

import re
from datetime import timedelta

import pytest

from amanah.kernel import clock
from amanah.rooms.campaigns.pulse import services, tickets
from amanah.rooms.campaigns.pulse.models import Counter, Wave
from amanah.rooms.campaigns.pulse.public import section
from amanah.rooms.campaigns.pulse.tests.conftest import answered, group
from amanah.ui.tests.test_frames import first_load

TICKET = re.compile(r'name="ticket" value="([^"]+)"')


def seconds(n):
    return clock.at(clock.now() + timedelta(seconds=n))


def ticket(page):
    return TICKET.search(page.text).group(1)


def count():
    return sum(Counter.objects.filter(question="knows_channel").values_list("count", flat=True))


@pytest.fixture
def here(wave):
    return f"/pulse/{wave.pulse.slug}/"


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_sheet_is_light_and_knows_nobody(intake, here, language):
    intake.cookies["lang"] = language
    requests, size = first_load(intake, here)
    assert requests <= 5
    assert size <= 25_000
    page = intake.get(here)
    assert not page.cookies
    assert page.text.count("<h1") == 1


def test_a_stranger_answers_without_any_cookie(intake, here, wave):
    page = intake.get(here)
    with seconds(4):
        sent = intake.post(here, {"ticket": ticket(page), "knows_channel": "yes", "group": group(wave, "ITJEN")})
    assert sent.status_code == 302
    assert not sent.cookies
    assert "sudah dihitung" in intake.get(sent["Location"]).text
    assert count() == 1


def test_a_sheet_that_is_sent_twice_counts_once(intake, here):
    said = {"ticket": ticket(intake.get(here)), "knows_channel": "yes"}
    with seconds(4):
        assert intake.post(here, said).status_code == 302
        assert intake.post(here, said).status_code == 302
    assert count() == 1


def test_a_flood_waits_and_keeps_its_answers(intake, here):
    said = {"ticket": ticket(intake.get(here)), "knows_channel": "no"}
    early = intake.post(here, said)
    assert early.status_code == 400
    assert "Tunggu" in early.text
    assert ticket(early) == said["ticket"]
    assert re.search(r'value="no"[^>]*checked', early.text)
    assert count() == 0


@pytest.mark.parametrize("written", ["", "1.2.3", "9999999999.x.y", "²1.a.b"])
def test_a_ticket_is_not_made_up(intake, here, written):
    sent = intake.post(here, {"ticket": written, "knows_channel": "yes"})
    assert sent.status_code == 400
    assert count() == 0


def test_many_answers_make_the_next_ones_wait_longer(intake, here, settings):
    settings.AMANAH_CROWD_PER_MINUTE = 5
    for _n in range(5):
        tickets.gauge.note()
    ripe = int(ticket(intake.get(here)).split(".")[0])
    assert ripe - clock.now().timestamp() > 15


def test_nothing_is_asked_outside_the_wave(intake, asked, here, wave):
    services.close(wave, viewer=asked.viewer("fitri"))
    assert "sudah ditutup" in intake.get(here).text
    assert intake.post(here, {"knows_channel": "yes"}).status_code == 200
    assert intake.get("/pulse/nothing-here/").status_code == 404


def test_the_desk_shows_no_figures_while_people_answer(desk, asked, wave):
    answered(wave, [(14, "yes", "4", ""), (3, "no", "1", "")])
    page = asked.sign_in(desk, "fitri").get(f"/desk/campaigns/pulse/{wave.pulse.number}/")
    assert "sedikitnya 10" in page.text
    assert "82%" not in page.text


def test_everybody_here_reads_the_results_and_only_managers_act(desk, asked, wave):
    answered(wave, [(14, "yes", "4", ""), (3, "no", "1", "")])
    services.close(wave, viewer=asked.viewer("fitri"))
    here = f"/desk/campaigns/pulse/{wave.pulse.number}/"
    page = asked.sign_in(desk, "citra").get(here)
    assert "82%" in page.text
    assert "Rencanakan putaran" not in page.text
    for act in ("waves/new/", "waves/1/show/", "invitation/", "poster.pdf", "end/"):
        assert desk.get(here + act).status_code == 404
    assert desk.get("/desk/campaigns/pulse/new/").status_code == 403


def test_a_manager_opens_plans_and_shows(desk, asked):
    asked.sign_in(desk, "fitri")
    said = {"title": "Denyut apel", "title_en": "Assembly pulse", "unit": "KEMENTERIAN", "questions": ["knows_channel"]}
    made = desk.post("/desk/campaigns/pulse/new/", said)
    here = desk.post(made["Location"], {"sort": "regular", "opens_on": clock.today(), "closes_on": clock.today()})["Location"]
    wave = Wave.objects.select_related("pulse").get()
    assert f"/pulse/{wave.pulse.slug}/" in desk.get(here + "invitation/").text
    for n in range(9):
        services.answer(wave, {"knows_channel": "yes" if n else "no"})
    desk.post(here + "waves/1/close/")
    assert "89%" in desk.get(here).text
    assert "0.8889" in desk.get(here + "figures.csv").content.decode()
    assert section.build() is None
    desk.post(here + "waves/1/show/")
    assert section.build()["rows"][0]["title"] == "Denyut apel"
    desk.post(here + "waves/1/hide/")
    assert section.build() is None
    desk.post(here + "end/")
    assert desk.post(here + "waves/new/", {"sort": "regular", "opens_on": clock.today(), "closes_on": clock.today()}).status_code == 400


def test_what_is_shown_stands_on_the_public_page(intake, asked, wave):
    answered(wave, [(14, "yes", "4", ""), (3, "no", "1", "")])
    services.close(wave, viewer=asked.viewer("fitri"))
    assert "Denyut integritas" not in intake.get("/integrity/").text
    services.show(wave, viewer=asked.viewer("fitri"))
    page = intake.get("/integrity/").text
    assert "Denyut integritas" in page
    assert "82%" in page


def test_the_poster_is_a_document(desk, asked, wave):
    page = asked.sign_in(desk, "fitri").get(f"/desk/campaigns/pulse/{wave.pulse.number}/poster.pdf")
    assert page.content.startswith(b"%PDF-")
