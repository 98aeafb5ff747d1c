"""Who must not see a report cannot tell a world with it from a world without it, whatever address of the desk they try.

Everything is asked twice, with the same addresses: in a world where the report was filed, handled and told about, and in its twin where
it was not. Every answer must be the same. What Ani, its handler, gets in the same places shows that there was something to find.
"""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction

from amanah.foundation.notices import mail as notices_by_mail
from amanah.foundation.notices.models import Notice
from amanah.kernel import clock
from tests.exclusion import addresses, crawling, worlds
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db

OTHERS = tuple(name for name in worlds.CRAWLING if name not in worlds.SUBJECTS)
WHO = (*OTHERS, "ani")


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_who_must_not_see_it_can_tell_the_worlds_apart(crawls, name):
    crawling.told_apart(name, crawls[name], least=250 if name in worlds.EVERYWHERE else 40)


def test_each_day_has_its_share_and_all_of_them_together_are_everything(people, at_once, monkeypatch):
    worlds.population(people)
    with clock.at(worlds.FILED):
        report = worlds.report(people)
    everything = {(method, address) for method, address, _ in crawling.tries("nadia", report, thorough=True)}
    days, tried = [], set()
    for day in range(crawling.SHARE):
        monkeypatch.setattr(crawling, "date", _Day(day))
        days.append({(method, address) for method, address, _ in crawling.tries("nadia", report, thorough=False)})
        tried |= days[-1]
        assert {(method, address) for method, address, _ in crawling.tries("gilang", report, thorough=False)} == everything
    assert tried == everything
    assert max(map(len, days)) < len(everything)


class _Day:
    def __init__(self, number):
        self._number = number

    def today(self):
        return self

    def toordinal(self):
        return self._number


def test_ani_finds_it_in_every_place_that_is_compared(crawls):
    """The control: if these places told nobody anything, their silence towards the others would mean nothing."""
    report, with_it, without = crawls["ani"]
    differing = {(method, address) for method, address in with_it.unlike(without)}
    expected = {("GET", address) for address in addresses.telling(report)}
    expected |= {("POST", f"/desk/search/ {word}") for word in (report.case.number, worlds.SECRET)}
    assert expected - differing == set()
    files = [place for place in differing if "/file/" in place[1] and with_it.answers[place][2] == b"isi berkas"]
    assert files, "a file of the report was downloaded"
    assert any(report.case.number.encode() in with_it.answers[place][2] for place in differing)


def test_a_custodian_finds_what_is_asked_of_them(people, at_once, desk):
    """The control for the one place that Ani has no role for."""
    worlds.population(people)
    with clock.at(worlds.FILED):
        report = worlds.report(people)
        people.sign_in(desk, "indra")
        desk.post("/desk/vault/unlock/", {"passphrase": PASSPHRASE})
        assert report.case.number in desk.get("/desk/whistleblowing/identity/").text


def test_mail_goes_out_as_if_it_were_not_there(people, at_once):
    """Nobody has anything else to read, so that one notice more or less decides whether a message leaves."""
    worlds.population(people)
    with clock.at(worlds.LATER):
        worlds.beat()
    Notice.objects.update(read_on=worlds.LATER.date())

    def sent():
        with clock.at(worlds.LATER):
            worlds.appoint(people)
            worlds.beat()
        with clock.at(worlds.LATER + timedelta(days=1)):
            mail.outbox.clear()
            notices_by_mail.send_due()
        return {address for message in mail.outbox for address in message.to}

    with transaction.atomic():
        with clock.at(worlds.FILED):
            worlds.report(people)
        with_it = sent()
        transaction.set_rollback(True)
    without = sent()
    assert "ani@contoh.example" in with_it - without
    assert not {f"{name}@contoh.example" for name in worlds.HIDDEN_FROM} & (with_it ^ without)
