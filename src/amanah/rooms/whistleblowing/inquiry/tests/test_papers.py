"""Papers: sealed, versioned, refused where they do not belong; and no outcome without findings."""

import pytest
from django.db import connection

from amanah.engines.cases import queries as case_queries
from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.engines.reports.queries import reading
from amanah.engines.reports.services import handling
from amanah.foundation.vault.models import SealedField
from amanah.rooms.whistleblowing.inquiry import queries
from amanah.rooms.whistleblowing.inquiry import services as inquiry
from amanah.rooms.whistleblowing.inquiry.models import Paper
from amanah.rooms.whistleblowing.inquiry.papers import KINDS
from amanah.rooms.whistleblowing.inquiry.tests.ground import ALLEGATION, FINDING, alleged, found, opened, under_inquiry
from amanah.rooms.whistleblowing.tests.test_desk import file_one


def test_a_paper_keeps_its_versions_and_nothing_in_clear(people):
    case, _receipt = under_inquiry(people)
    ani = opened(people, "ani", case)
    paper = alleged(ani)
    paper = inquiry.revise(ani, paper, ALLEGATION | {"act": "Meminta uang dua kali."})
    (read,) = queries.papers(ani, "allegation")
    assert (read.values["act"], read.paper.version, read.label) == ("Meminta uang dua kali.", 2, "Dugaan 1")
    assert SealedField.objects.filter(record=f"work:{case.pk}", field__startswith="inquiry/").count() == 2
    for table in ("whistleblowing_inquiry_paper", "cases_entry"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")
            assert "uang" not in str(cursor.fetchall())


def test_findings_tell_what_others_start_from(people):
    case, _receipt = under_inquiry(people)
    ani = opened(people, "ani", case)
    found(ani, alleged(ani))
    withdrawn = alleged(ani, act="Salah sangka.")
    inquiry.withdraw(ani, withdrawn, ALLEGATION, "Ternyata orang lain.")
    (finding,) = queries.findings(opened(people, "budi", case))
    assert finding.proven
    assert finding.subjects == ("Gilang Ramadhan",)
    assert finding.reasoning == "Log antrean dan dua saksi sejalan."


def test_no_outcome_before_every_allegation_has_its_finding(people):
    case, _receipt = under_inquiry(people)
    ani = opened(people, "ani", case)
    with pytest.raises(cases.Refused, match="Tulis dugaan"):
        handling.propose(ani, "conclude", outcome="unproven", reason="Tidak ada bukti.")
    first, second = alleged(ani), alleged(ani, act="Menyuruh bawahan memungut.")
    found(ani, first)
    with pytest.raises(cases.Refused, match="setiap dugaan"):
        handling.propose(ani, "conclude", outcome="proven", reason="Terbukti.")
    found(ani, second, "unproven")
    for outcome in ("proven", "unproven"):
        with pytest.raises(cases.Refused, match="tidak cocok"):
            handling.propose(ani, "conclude", outcome=outcome, reason="Terbukti.")
    proposal = handling.propose(ani, "conclude", outcome="partly_proven", reason="Satu dari dua.")
    handling.approve(proposal, viewer=people.viewer("budi"))
    assert Case.objects.get(pk=case.pk).outcome == "partly_proven"


def test_a_finding_withdrawn_while_the_proposal_waits_stops_it(people):
    case, _receipt = under_inquiry(people)
    ani = opened(people, "ani", case)
    finding = found(ani, alleged(ani))
    proposal = handling.propose(ani, "conclude", outcome="proven", reason="Terbukti.")
    alleged(ani, act="Baru diketahui.")
    with pytest.raises(cases.Refused, match="setiap dugaan"):
        handling.approve(proposal, viewer=people.viewer("budi"))
    assert finding.state == "proven"


def test_what_does_not_belong_is_refused(people):
    case, _receipt = under_inquiry(people)
    other, _receipt = under_inquiry(people, what="Lain sekali.")
    ani = opened(people, "ani", case)
    foreign = alleged(opened(people, "ani", other))
    mine = alleged(ani)
    found(ani, mine)
    refused = [
        ("finding", {"about": foreign, "state": "proven"}),
        ("finding", {"about": None, "state": "proven"}),
        ("finding", {"about": mine, "state": "proven"}),  # there is one already
        ("finding", {"about": mine, "state": "guilty"}),
    ]
    for kind, how in refused:
        with pytest.raises(cases.Refused):
            inquiry.write(ani, kind, {}, **how)
    with pytest.raises(cases.Refused):
        inquiry.revise(ani, foreign, ALLEGATION)
    early, _receipt = file_one(people)
    with pytest.raises(cases.Refused):
        alleged(opened(people, "ani", early))


def test_losses_are_summed_in_whole_rupiah(people):
    case, _receipt = under_inquiry(people)
    ani = opened(people, "ani", case)
    mine = alleged(ani)
    inquiry.write(ani, "loss", {"claimed": 10_000_000_000_001, "established": 5_000_000, "basis": "", "note": ""}, about=mine)
    inquiry.write(ani, "recovery", {"amount": 2_000_000, "on": "2026-11-20", "how": "", "evidence": []}, about=mine)
    sums = queries.losses(queries.papers(ani))
    assert (sums.claimed, sums.established, sums.recovered, sums.outstanding) == (10_000_000_000_001, 5_000_000, 2_000_000, 3_000_000)


def test_the_steps_show_what_is_next(people):
    case, _receipt = under_inquiry(people)
    ani = opened(people, "ani", case)
    following = lambda: next(step.key for step in queries.steps(Case.objects.get(pk=case.pk), queries.papers(ani)) if step.state == "next")  # noqa: E731
    assert following() == "planning"
    inquiry.write(ani, "scope", {"question": "x"})
    allegation = alleged(ani)
    assert following() == "evidence"
    inquiry.write(ani, "weight", {"evidence": "x", "reasoning": ""}, state="supports", about=allegation)
    assert following() == "interviews"


@pytest.mark.parametrize("name", ["citra", "gilang", "kartika"])
def test_who_may_not_see_the_case_can_do_nothing_with_its_papers(people, name):
    case, _receipt = under_inquiry(people)
    assert not case_queries.may_see(people.viewer(name), case.pk)
    with pytest.raises(cases.Refused):
        cases.place_hold(case, viewer=people.viewer(name), reason_field="x/1")
    assert not Paper.objects.exists()


def test_every_kind_has_a_first_stand():
    assert all(kind.stands for kind in KINDS.values())


def test_earlier_versions_stay_readable(people):
    case, _receipt = under_inquiry(people)
    ani = opened(people, "ani", case)
    paper = inquiry.revise(ani, alleged(ani), ALLEGATION | {"act": "Kedua."})
    (read,) = queries.papers(ani, "allegation")
    ((_day, who, version),) = queries.history(reading.content(opened(people, "ani", case)), read)
    assert (who, version.values["act"]) == ("Ani Rahmawati", ALLEGATION["act"])
    assert paper.version == 2


def test_a_withdrawn_finding_makes_room_for_another_and_two_never_stand_on_one_allegation(people):
    case, _receipt = under_inquiry(people)
    ani = opened(people, "ani", case)
    first, second = alleged(ani), alleged(ani, act="Kedua.")
    finding, other = found(ani, first), found(ani, second, "unproven")
    with pytest.raises(cases.Refused):
        inquiry.revise(ani, other, FINDING, about=first)
    inquiry.withdraw(ani, finding, FINDING, "Bukti baru.")
    assert queries.findings_missing(Case.objects.get(pk=case.pk)) is not None
    found(ani, first, "undetermined")
    assert [one.state for one in queries.findings(ani)] == ["unproven", "undetermined"]
    inquiry.write(ani, "scope", {"question": "x"})
    with pytest.raises(cases.Refused):
        inquiry.write(ani, "scope", {"question": "y"})
