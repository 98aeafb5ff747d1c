"""Merging: two people agree, the reporter is told, nothing is lost, nobody sees more than before, and it can be undone."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amanah.engines.cases import queries as case_queries
from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case, Entry
from amanah.engines.reports.linked import merging
from amanah.engines.reports.linked.models import Merge
from amanah.engines.reports.queries import mailbox as boxes
from amanah.engines.reports.queries import reading
from amanah.engines.reports.services import handling, mailbox
from amanah.foundation.threads import queries as threads
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.models import Wrap
from amanah.rooms.whistleblowing.inquiry.tests.ground import opened, under_inquiry

LETTER = "Terima kasih. Hal yang sama sedang kami periksa; kabarnya tetap kami sampaikan di sini."


def merged(people, leading, case):
    merge = merging.propose(opened(people, "ani", case), leading, reason="Peristiwa yang sama.", letter=LETTER)
    handling.approve(merge.proposal, viewer=people.viewer("budi"))
    return Merge.objects.get(pk=merge.pk)


def test_the_reporter_is_told_and_still_served(people):
    leading, _receipt = under_inquiry(people)
    case, receipt = under_inquiry(people, what="Sertifikat ditahan, diminta uang.")
    box = vault.open_mailbox(receipt)
    merge = merging.propose(opened(people, "ani", case), leading, reason="Sama.", letter=LETTER)
    assert LETTER not in [line.text for line in boxes.box(box).messages]
    with pytest.raises(cases.Refused):
        handling.approve(merge.proposal, viewer=people.viewer("ani"))
    handling.approve(merge.proposal, viewer=people.viewer("budi"))
    assert [line.text for line in boxes.box(box).messages][-1] == LETTER
    mailbox.add_message(box, "Saya ingat satu hal lagi.")
    assert "Saya ingat satu hal lagi." in [writing.text for writing in reading.content(opened(people, "ani", case)).texts("reporter_in")]
    assert case.ref in threads.walk_for(people.viewer("ani"), leading.ref).distance


def test_undoing_takes_two_people_and_a_reason_and_unties(people):
    leading, _receipt = under_inquiry(people)
    case, _receipt = under_inquiry(people, what="Lain kata.")
    merge = merged(people, leading, case)
    proposal = handling.propose(opened(people, "ani", case), "reopen", outcome="", reason="Ternyata peristiwa lain.")
    handling.approve(proposal, viewer=people.viewer("budi"))
    merge.refresh_from_db()
    assert merge.ended_on is not None
    assert case.ref not in threads.walk_for(people.viewer("ani"), leading.ref).distance
    assert Case.objects.get(pk=case.pk).closed_on is None


def test_a_rejected_merge_leaves_everything_as_it_was(people):
    leading, _receipt = under_inquiry(people)
    case, receipt = under_inquiry(people, what="Lain kata.")
    merge = merging.propose(opened(people, "ani", case), leading, reason="Sama.", letter=LETTER)
    handling.reject(opened(people, "budi", case), merge.proposal, "Beda hari.")
    handling.approve(
        handling.propose(opened(people, "ani", case), "archive", outcome="insufficient", reason="Data kurang."),
        viewer=people.viewer("budi"),
    )
    assert not Merge.objects.filter(begun_on__isnull=False).exists()
    assert LETTER not in [line.text for line in boxes.box(vault.open_mailbox(receipt)).messages]


def test_no_chains_and_no_circles(people):
    leading, _receipt = under_inquiry(people)
    case, _receipt = under_inquiry(people, what="Lain kata.")
    third, _receipt = under_inquiry(people, what="Ketiga.")
    merged(people, leading, case)
    for one, into in ((leading, third), (third, case), (third, third)):
        with pytest.raises(cases.Refused):
            merging.propose(opened(people, "ani", one), into, reason="Sama.", letter=LETTER)


def test_one_who_cannot_see_the_leading_report_neither_proposes_nor_approves(people):
    leading, _receipt = under_inquiry(people)
    case, _receipt = under_inquiry(people, what="Lain kata.")
    merge = merging.propose(opened(people, "ani", case), leading, reason="Sama.", letter=LETTER)
    cases.recuse(Case.objects.get(pk=leading.pk), viewer=people.viewer("budi"))
    with pytest.raises(cases.Refused):
        handling.approve(merge.proposal, viewer=people.viewer("budi"))
    assert Case.objects.get(pk=case.pk).state == "investigation"
    with pytest.raises(cases.Refused):
        merging.propose(opened(people, "budi", case), leading, reason="Sama.", letter=LETTER)


def test_related_reports_are_tied_and_untied_by_who_sees_both(people):
    one, _receipt = under_inquiry(people)
    other, _receipt = under_inquiry(people, what="Lain kata.")
    merging.relate(one, other, viewer=people.viewer("ani"))
    assert other.ref in threads.walk_for(people.viewer("budi"), one.ref).distance
    with pytest.raises(cases.Refused):
        merging.relate(one, other, viewer=people.viewer("fitri"))
    merging.unrelate(other, one, viewer=people.viewer("ani"))
    assert other.ref not in threads.walk_for(people.viewer("budi"), one.ref).distance


def test_whom_the_merged_report_names_no_longer_handles_the_leading_one(people):
    leading, _receipt = under_inquiry(people)
    handling.assign(opened(people, "ani", leading), people.budi)
    people.add("laras", "Laras Wijaya", people.units.inspectorate, "Auditor", roles=("whistleblowing.handler_inspectorate",), keys=True)
    case, _receipt = under_inquiry(people, what="Lain kata.", who="Budi Hartono")
    merge = merging.propose(opened(people, "ani", case), leading, reason="Sama.", letter=LETTER)
    handling.approve(merge.proposal, viewer=people.viewer("laras"))
    assert not case_queries.may_see(people.viewer("budi"), leading.pk)
    assert not Wrap.objects.filter(record__in=[leading.ref, f"work:{leading.pk}"], holder=f"account:{people.budi.pk}").exists()


SEEING = ("ani", "budi", "fitri", "gilang", "citra", "kartika", "lestari", "dewi", "indra")


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.sampled_from(["merge", "undo", "write", "write_leading"]), min_size=2, max_size=5))
def test_whatever_happens_no_message_is_lost_and_nobody_sees_more(people, acts):
    leading, _receipt = under_inquiry(people)
    case, receipt = under_inquiry(people, what="Lain kata.")
    box = vault.open_mailbox(receipt)
    before = {name: _seen(people, name, leading, case) for name in SEEING}
    holders = set(Wrap.objects.values_list("record", "holder"))
    sent = []
    for number, act in enumerate(acts):
        closed = Case.objects.get(pk=case.pk).closed_on is not None
        if act == "merge" and not closed:
            merged(people, leading, case)
        elif act == "undo" and closed:
            handling.approve(
                handling.propose(opened(people, "ani", case), "reopen", outcome="", reason="Beda."), viewer=people.viewer("budi")
            )
        elif act == "write":
            sent.append(f"Pesan {number}")
            mailbox.add_message(box, sent[-1])
        elif act == "write_leading":
            handling.write_note(opened(people, "ani", leading), f"Catatan {number}")
    read = [writing.text for writing in reading.content(opened(people, "budi", case)).texts("reporter_in")]
    assert read == sent
    assert [line.text for line in boxes.box(box).messages if line.side == "mine"] == sent
    assert {name: _seen(people, name, leading, case) for name in SEEING} == before
    assert set(Wrap.objects.values_list("record", "holder")) == holders
    assert list(Entry.objects.filter(case=case).values_list("seq", flat=True)) == list(
        range(1, Entry.objects.filter(case=case).count() + 1)
    )


def _seen(people, name, *cases_):
    return [case_queries.may_see(people.viewer(name), case.pk) for case in cases_]
