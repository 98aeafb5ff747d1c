"""One matter from report to hand-over; who sees nothing of it; what is kept of it in clear."""

from datetime import date

import pytest

from amanah.engines.cases import queries as cases
from amanah.engines.cases import services as engine
from amanah.engines.cases.models import Case
from amanah.engines.cases.refusals import Refused
from amanah.engines.reports.queries import reading
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import verify
from amanah.foundation.vault import queries as keys
from amanah.kernel import clock
from amanah.kernel.paper import Paper
from amanah.rooms.gratification import givers, services
from amanah.rooms.gratification.desk import sheets
from amanah.rooms.gratification.desk.flags import flags_of
from amanah.rooms.gratification.models import Coding, Deposit, NilReport
from amanah.rooms.gratification.queries import giving, nil, recap
from amanah.rooms.gratification.services.handling import Codes
from amanah.rooms.gratification.tests.conftest import DAY

PAPER = Paper(
    "Diberikan sesudah rapat pengadaan.", {"giver": "PT. Sinar Jaya", "relation": "supplier", "value": "2500000", "checklist": "office"}
)
CODES = Codes("procurement", "goods", "reportable")


def clocks(case):
    return {row.name: row for row in Deadline.objects.filter(ref=case.ref)}


def seen_by(upg, name):
    return set(cases.visible(upg.viewer(name)).values_list("number", flat=True))


def test_the_superior_sees_nothing(file, upg):
    case = file()
    assert seen_by(upg, "utami") == seen_by(upg, "vera") == {case.number}
    for name in ("gilang", "kartika", "citra", "hadi", "ani"):
        assert seen_by(upg, name) == set(), name
        assert f"account:{upg.accounts[name].pk}" not in keys.holders(case.ref), name


def test_the_superior_may_know_where_the_receiver_says_so(file, upg):
    case = file(superior="yes")
    assert seen_by(upg, "gilang") == {case.number}
    upg.add("hadi2", "Rahmat Hidayat", upg.units.k3_testing, "Penguji", roles=("gratification.officer",), keys=True)
    own = file(superior="yes", name="Rahmat Hidayat")
    assert own.number not in seen_by(upg, "hadi2")
    assert own.number in seen_by(upg, "gilang")


def test_a_receiver_nobody_knows_shuts_out_the_unit(file, upg):
    case = file(name="Seseorang Tak Terdaftar", unit=str(upg.units.k3_testing.pk))
    assert case.number not in seen_by(upg, "gilang")
    assert case.number in seen_by(upg, "utami")


def test_the_clocks_count_from_the_day_of_receipt(file):
    found = clocks(file(DAY, date(2026, 3, 31)))
    assert (found["to_upg"].due_on, found["to_upg"].kept) == (date(2026, 3, 31), True)
    assert found["to_kpk"].due_on == date(2026, 4, 29)
    late = file(DAY, date(2026, 4, 1))
    assert clocks(late)["to_upg"].kept is False
    assert [flag.consequence for flag in flags_of(late)]


def test_completion_counts_twenty_days_from_the_reporting_date(file, upg):
    case = file(date(2026, 2, 2), DAY)
    viewer = upg.viewer("utami")
    engine.move(case, "register", viewer=viewer, day=date(2026, 3, 11))
    engine.move(case, "request_information", viewer=viewer, day=date(2026, 3, 12))
    assert clocks(case)["complete"].due_on == date(2026, 4, 15)


def test_from_report_to_hand_over(file, opened, upg):
    case = file()
    hand = opened(case)
    viewer = hand.viewer
    engine.move(case, "register", viewer=viewer)
    engine.move(case, "verify", viewer=viewer)
    with pytest.raises(Refused):
        services.forward(opened(case), Paper("", {"means": "gol", "gol": ""}))
    services.analyse(opened(case), PAPER, CODES)
    deposit = services.take_into_keeping(opened(case), Paper("Jam tangan", {"giver": "Hadi", "place": "Lemari"}), perishable=False)
    with pytest.raises(Refused):
        services.end_keeping(opened(case), deposit, Paper("Panti"), standing="given_away")
    services.forward(opened(case), Paper("", {"means": "gol", "gol": "GOL-1"}))
    services.record_gol(opened(case), Paper("", {"means": "gol", "gol": "GOL-2"}))
    facts = {"number": "SK-1", "value_state": "2500000", "value_recipient": "", "decided_on": clock.today().isoformat()}
    services.record_decision(opened(case), Paper("Serahkan.", facts), outcome="state_property", decided_on=clock.today())
    case.refresh_from_db()
    assert (case.state, case.outcome, clocks(case)["to_kpk"].kept) == ("follow_up", "state_property", True)
    assert clocks(case)["hand_over"].since == clock.today()
    with pytest.raises(Refused) as blocked:
        engine.move(case, "finish", viewer=viewer)
    assert blocked.value.code == "guard"
    services.end_keeping(opened(case), deposit, Paper("KPKNL", {"record": "BA-1"}), standing="handed_over")
    engine.move(case, "finish", viewer=viewer)
    assert Case.objects.get(pk=case.pk).state == "concluded"
    rows = sheets.kpk_rows(case, reading.content(opened(case)))
    said = {row[1]: row[2] for row in rows}
    assert (said["NIK"], said["Nama"], said["Nomor GOL"]) == ("3171234567890001", "Hadi Susanto", "GOL-2")
    found = recap.recap(upg.viewer("vera"), clock.today(), clock.today())
    assert (found.received, [count.number for count in found.outcomes], list(found.grid.rows)) == (1, [1], [("–", [1], 1)])
    assert giving.state_value(upg.viewer("utami"), _pair(upg), clock.today(), clock.today()) == 2_500_000
    assert recap.recap(upg.viewer("gilang"), clock.today(), clock.today()).received == 0
    assert verify.run().ok


def _pair(upg, name="utami"):
    from amanah.foundation.vault import services as vault
    from tests.people import PASSPHRASE

    return vault.unlock(upg.accounts[name], PASSPHRASE)


def test_perishables_go_to_people_in_need_at_once(file, opened):
    case = file()
    deposit = services.take_into_keeping(opened(case), Paper("Parsel buah", {}), perishable=True)
    services.end_keeping(opened(case), deposit, Paper("Panti Asuhan", {"record": "BA-2"}), standing="given_away")
    assert Deposit.objects.get().standing == "given_away"
    with pytest.raises(Refused):
        services.end_keeping(opened(case), deposit, Paper("Lagi"), standing="returned")


def test_closing_without_kpk_takes_the_head(file, opened, upg):
    case = file()
    engine.move(case, "register", viewer=upg.viewer("utami"))
    from amanah.engines.reports.services import handling

    proposal = handling.propose(opened(case), "set_aside", outcome="not_reportable", reason="Di bawah batas.")
    handling.approve(proposal, viewer=upg.viewer("vera"))
    assert Case.objects.get(pk=case.pk).outcome == "not_reportable"


@pytest.mark.parametrize("name", ["Sinar Jaya, PT", "pt sinar jaya tbk", "PT. SINAR JAYA"])
def test_a_giver_is_known_again_however_it_is_written(name):
    assert givers.tag_of(name) == givers.tag_of("PT Sinar Jaya")
    assert givers.tag_of(name) != givers.tag_of("PT Sinar Raya")


@pytest.mark.parametrize("name", ["Tidak dikenal", "(anonim)", "Unknown"])
def test_two_unknown_givers_are_not_one(name):
    assert givers.tag_of(name) != givers.tag_of(name)


def test_repeated_givers_show_to_those_who_can_open_them(file, opened, upg):
    for _ in range(2):
        services.analyse(opened(file()), PAPER, CODES)
    found = giving.repeated(upg.viewer("utami"), _pair(upg))
    assert [(giver.name, len(giver.gifts), giver.total) for giver in found] == [("PT. Sinar Jaya", 2, 5_000_000)]
    assert giving.repeated(upg.viewer("gilang"), _pair(upg, "gilang")) == []
    assert b"Sinar" not in b"".join(bytes(row.giver) for row in Coding.objects.all())


def test_nil_reports_by_unit(upg):
    month = nil.last_month(clock.today())
    citra = upg.viewer("citra")
    assert services.declare_nil([upg.units.placement], month, viewer=citra) == 1
    assert services.declare_nil([upg.units.placement], month, viewer=citra) == 0
    assert nil.owed(citra, month) == []
    for units, day in (([upg.units.k3], month), ([upg.units.placement], clock.today().replace(day=1))):
        with pytest.raises(Refused):
            services.declare_nil(units, day, viewer=citra)
    assert NilReport.objects.count() == 1


def test_liaisons_are_reminded_once(upg, monkeypatch):
    from amanah.rooms.gratification import listeners

    monkeypatch.setattr(nil, "due_on", lambda _month: clock.today())
    assert (listeners.remind(), listeners.remind()) == (1, 0)
