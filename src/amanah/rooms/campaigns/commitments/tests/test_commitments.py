"""A unit's promise: asked for, signed by its head, witnessed, shown while the unit wishes it, or declined with a reason."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from amanah.foundation.access import services as access
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.notices.models import Notice
from amanah.kernel import clock
from amanah.rooms.campaigns.commitments import queries, renewing, replay, services
from amanah.rooms.campaigns.commitments.models import Commitment, CommitmentText
from amanah.rooms.campaigns.commitments.public import section
from amanah.rooms.campaigns.commitments.refusals import Refused
from tests.people import SINCE, password

WORDS = {
    "title": "Komitmen antipenyuapan",
    "title_en": "Anti-bribery commitment",
    "body": "Kami menolak suap.",
    "body_en": "We refuse bribes.",
}


@pytest.fixture
def asked(people):
    """Fitri manages and asked Gilang's directorate, before Kartika as witness."""
    access.grant_role(people.accounts["fitri"], "campaign_manager", people.units.root, since=SINCE)
    viewer = people.viewer("fitri")
    services.publish(**WORDS, since=clock.today(), viewer=viewer)
    services.ask([people.units.k3], witness=people.persons["kartika"], due_on=date(clock.today().year, 12, 31), viewer=viewer)
    return people


def one():
    return Commitment.objects.select_related("unit", "text").get()


def sign(people, name="gilang", *, show=False, proof=None):
    commitment = one()
    said = {"read": commitment.text.digest, "proof": proof or password(name), "means": "password"}
    services.sign(commitment, **said, show=show, viewer=people.viewer(name))


def witness(people, name="kartika"):
    commitment = one()
    services.witness(commitment, read=commitment.text.digest, proof=password(name), means="password", viewer=people.viewer(name))


def test_head_signs_witness_signs_and_the_ledger_knows(asked):
    assert [line.next_act for line in queries.lines(asked.viewer("gilang"))] == ["Baca dan tanda tangani"]
    sign(asked)
    assert queries.lines(asked.viewer("gilang")) == []
    assert [line.next_act for line in queries.lines(asked.viewer("kartika"))] == ["Tanda tangani sebagai saksi"]
    witness(asked)
    done = one()
    assert (done.state, done.signer, done.witness) == ("witnessed", asked.persons["gilang"], asked.persons["kartika"])
    assert "Direktur Pengawasan K3" in done.signer_post
    assert [entry.kind for entry in ledger.entries(done.ref)] == ["commitment.asked", "commitment.signed", "commitment.witnessed"]
    assert Notice.objects.filter(code="commitments.asked").count() == 1


@pytest.mark.parametrize("name", ["hadi", "citra", "fitri", "kartika"])
def test_nobody_but_the_head_signs(asked, name):
    with pytest.raises(Refused) as refusal:
        sign(asked, name)
    assert refusal.value.code == "head"
    assert one().state == "asked"


def test_a_wrong_password_signs_nothing(asked):
    with pytest.raises(Refused) as refusal:
        sign(asked, proof="tebakan")
    assert refusal.value.code == "proof"
    assert one().signer is None


def test_only_the_witness_who_was_asked_witnesses(asked):
    sign(asked)
    with pytest.raises(Refused):
        witness(asked, "lestari")
    with pytest.raises(Refused):
        witness(asked, "gilang")
    assert one().state == "signed"


def test_whoever_witnesses_does_not_sign_the_same(asked):
    Commitment.objects.update(witness_asked=asked.persons["gilang"])
    with pytest.raises(Refused) as refusal:
        sign(asked)
    assert refusal.value.code == "witness"


def test_a_text_that_was_not_on_the_screen_is_not_signed(asked):
    with pytest.raises(Refused) as refusal:
        services.sign(one(), read="0" * 64, proof=password("gilang"), means="password", show=False, viewer=asked.viewer("gilang"))
    assert refusal.value.code == "changed"


def test_a_unit_that_declines_says_why_and_may_sign_later(asked):
    services.decline(one(), "Beban penguji belum dibahas.", viewer=asked.viewer("gilang"))
    assert one().state == "declined"
    assert queries.may_read_reason(asked.viewer("fitri"), one())
    assert not queries.may_read_reason(asked.viewer("citra"), one())
    assert Notice.objects.filter(code="commitments.declined", account=asked.accounts["fitri"]).exists()
    sign(asked)
    assert (one().state, one().reason) == ("signed", "")


def test_it_is_shown_only_when_witnessed_and_while_the_head_wishes(asked):
    sign(asked, show=True)
    assert section.build() is None
    witness(asked)
    assert section.build()["rows"] == [one()]
    services.show(one(), False, viewer=asked.viewer("gilang"))
    assert section.build() is None
    with pytest.raises(Refused):
        services.show(one(), True, viewer=asked.viewer("fitri"))


def test_every_year_anew(asked):
    sign(asked)
    witness(asked)
    assert asked.units.k3 not in queries.askable(asked.viewer("fitri"))
    with clock.at(clock.now() + timedelta(days=366)):
        viewer = asked.viewer("fitri")
        assert asked.units.k3 in queries.askable(viewer)
        covered = {row.unit: row for row in queries.coverage(viewer, clock.today().year)}
        assert (covered[asked.units.k3].headed, covered[asked.units.k3].witnessed) == (1, 0)
    covered = {row.unit: row for row in queries.coverage(asked.viewer("fitri"), clock.today().year)}
    assert covered[asked.units.k3].percent == 100


def test_who_does_not_manage_asks_and_publishes_nothing(people):
    with pytest.raises(Refused):
        services.publish(**WORDS, since=clock.today(), viewer=people.viewer("gilang"))
    with pytest.raises(Refused):
        services.ask([people.units.k3], witness=people.persons["kartika"], due_on=clock.today(), viewer=people.viewer("gilang"))


def test_others_do_not_know_of_it_until_it_is_public(desk, asked):
    here = f"/desk/campaigns/commitments/{one().number}/"
    asked.sign_in(desk, "citra")
    for page in (here, here + "sign/", here + "witness/", here + "decline/", here + "sheet.pdf"):
        assert desk.get(page).status_code == 404
    assert one().number not in desk.get("/desk/campaigns/commitments/").text
    sign(asked, show=True)
    witness(asked)
    assert desk.get(here).status_code == 200
    assert desk.post(here + "visibility/", {"show": "no"}).status_code == 404


def test_signing_at_the_desk(desk, asked):
    commitment = one()
    here = f"/desk/campaigns/commitments/{commitment.number}/"
    asked.sign_in(desk, "gilang")
    assert "Kami menolak suap." in desk.get(here + "sign/").text
    said = {"read": commitment.text.digest, "agree": "on", "means": "password", "show": "on"}
    assert desk.post(here + "sign/", {**said, "proof": "salah"}).status_code == 400
    assert desk.post(here + "sign/", {**said, "proof": password("gilang")}).status_code == 302
    asked.sign_in(desk, "kartika")
    assert desk.post(here + "witness/", {**said, "proof": password("kartika")}).status_code == 302
    assert "Tampil kepada publik" in desk.get(here).text
    assert desk.get(here + "sheet.pdf").content.startswith(b"%PDF-")


def test_the_manager_asks_and_sees_coverage(desk, asked):
    asked.sign_in(desk, "fitri")
    day = date(clock.today().year, 12, 31)
    made = desk.post("/desk/campaigns/commitments/ask/", {"units": ["ITJEN"], "witness": "Kartika Wulandari", "due_on": day})
    assert made.status_code == 302
    page = desk.get("/desk/campaigns/commitments/").text
    assert asked.units.inspectorate.name in page
    assert desk.get("/desk/campaigns/commitments/export.csv").status_code == 200
    assert desk.get("/desk/campaigns/commitments/texts/1/").status_code == 200


def test_a_new_year_proposes_those_who_signed_once(asked, desk):
    sign(asked)
    witness(asked)
    assert renewing.propose() == 0, "this year's stands"
    year = clock.today().year + 1
    with clock.at(datetime(year, 1, 4, 2, tzinfo=UTC)):
        assert renewing.propose() == 1
        assert renewing.propose() == 0, "once a year"
        assert Notice.objects.get(code="commitments.renewal").url == "/desk/campaigns/commitments/ask/"
        assert renewing.renewable(asked.viewer("fitri")) == [asked.units.k3]
        page = asked.sign_in(desk, "fitri").get("/desk/campaigns/commitments/ask/").text
        assert "1 unit yang tahun lalu menandatangani" in page
        assert re.search(r'value="DIT-K3"[^>]* checked', page)
    assert replay.check() == []


def test_the_check_sees_what_was_changed_behind_the_ledger(asked):
    sign(asked)
    assert replay.check() == []
    Commitment.objects.update(wishes_shown=True)
    CommitmentText.objects.update(body="Kami menerima suap.")
    assert len(replay.check()) == 2
