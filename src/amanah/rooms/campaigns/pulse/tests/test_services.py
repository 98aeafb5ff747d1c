"""A pulse from the first question to what may be told."""

from datetime import timedelta

import pytest
from django.db import connection

from amanah.foundation.ledger import queries as ledger
from amanah.kernel import clock
from amanah.rooms.campaigns.pulse import replay, services
from amanah.rooms.campaigns.pulse.models import Counter, Wave
from amanah.rooms.campaigns.pulse.queries import results
from amanah.rooms.campaigns.pulse.refusals import Refused
from amanah.rooms.campaigns.pulse.tests.conftest import answered, group, planned


def later(days):
    return clock.at(clock.now() + timedelta(days=days))


def everything():
    """Every row of every table of the database but those that the clock and sessions move."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = cursor.fetchall()
    return found


def test_small_units_are_no_groups(asked, wave):
    assert set(wave.names.values()) == {"Sekretariat Jenderal", "Inspektorat Jenderal", asked.units.k3.name}
    assert wave.invited == 32
    assert all(one["invited"] >= wave.least for one in wave.groups)


def test_a_sheet_moves_one_counter_a_question_and_nothing_else(wave):
    before, entries = everything(), sum(1 for _ in ledger.replay("pulse"))
    services.answer(wave, {"knows_channel": "yes"}, group(wave, "ITJEN"))
    after = everything()
    changed = {table for table in after if after[table] != before[table]}
    assert changed == {"campaigns_pulse_counter"}
    assert len(before["campaigns_pulse_counter"]) == len(after["campaigns_pulse_counter"])
    moved = [row for row in Counter.objects.filter(wave=wave) if row.count]
    assert {(row.question, row.choice, row.count) for row in moved} == {("knows_channel", "yes", 1), ("would_use", "", 1)}
    assert sum(1 for _ in ledger.replay("pulse")) == entries


def test_the_order_of_answers_leaves_no_trace(asked, pulse):
    sheets = [(2, "yes", "4", ""), (3, "no", "1", ""), (4, "yes", "2", "")]
    first = planned(asked, pulse, "before")
    answered(first, sheets)
    one = list(Counter.objects.filter(wave=first).order_by("pk").values_list("group", "question", "choice", "count"))
    services.close(first, viewer=asked.viewer("fitri"))
    with later(30):
        second = planned(asked, pulse, "after")
        answered(second, reversed(sheets))
        other = list(Counter.objects.filter(wave=second).order_by("pk").values_list("group", "question", "choice", "count"))
    assert one == other


def test_closing_keeps_what_may_be_told_and_destroys_the_rest(asked, wave):
    itjen, setjen = group(wave, "ITJEN"), group(wave, "SETJEN")
    answered(wave, [(6, "yes", "4", itjen), (4, "no", "2", itjen), (1, "no", "1", setjen), (5, "yes", "3", ""), (3, "no", "1", "")])
    with later(20):
        assert services.close_due() == 1
        assert services.close_due() == 0
    wave = Wave.objects.select_related("pulse").get(pk=wave.pk)
    assert not Counter.objects.exists()
    assert results.sheets(wave) == 19
    assert {part.groups for part in results.parts(wave)} == {tuple(sorted(["", setjen, group(wave, "DIT-K3")])), (itjen,)}
    figure = results.figures(wave)[0]
    assert (figure.share.count, figure.share.of) == (11, 19)
    entry = list(ledger.entries(wave.pulse.ref))[-1]
    assert entry.kind == "pulse.closed"
    assert entry.facts["sha256"] == wave.sha256


def test_too_few_answers_tell_nothing(asked, wave):
    answered(wave, [(3, "yes", "4", ""), (3, "no", "1", "")])
    services.close(wave, viewer=asked.viewer("fitri"))
    assert results.figures(wave) == []
    assert wave.result == {"sheets": None, "whole": None, "parts": []}


def test_more_answers_than_people_raise_a_doubt(asked, wave):
    answered(wave, [(17, "yes", "4", itjen := group(wave, "ITJEN")), (3, "no", "1", itjen), (15, "no", "1", ""), (5, "yes", "3", "")])
    services.close(wave, viewer=asked.viewer("fitri"))
    assert len(results.doubts(wave)) == 2
    assert "40 lembar" in results.doubts(wave)[0]


def test_before_and_after_are_compared_over_parts_that_both_told(asked, pulse):
    first = planned(asked, pulse, "before")
    itjen, k3 = group(first, "ITJEN"), group(first, "DIT-K3")
    answered(
        first,
        [(4, "yes", "4", itjen), (8, "no", "1", itjen), (3, "yes", "3", k3), (9, "no", "1", k3), (9, "no", "2", ""), (1, "yes", "3", "")],
    )
    services.close(first, viewer=asked.viewer("fitri"))
    with later(60):
        second = planned(asked, pulse, "after")
        answered(
            second,
            [
                (11, "yes", "4", itjen),
                (1, "no", "1", itjen),
                (1, "yes", "3", k3),
                (2, "no", "1", k3),
                (8, "yes", "4", ""),
                (2, "no", "2", ""),
            ],
        )
        services.close(second, viewer=asked.viewer("fitri"))
    knows = next(one for one in results.compared(first, second) if one.question.key == "knows_channel")
    assert knows.change.direction == 1
    assert (knows.change.before.of, knows.change.after.of) == (34, 25)
    assert len(knows.parts) == 2
    assert {change.before.of for _name, change in knows.parts} == {12, 22}


@pytest.mark.parametrize(
    ("answers", "where", "code"),
    [({}, "", "empty"), ({"knows_channel": "perhaps"}, "", "choice"), ({"knows_channel": "yes"}, "somewhere", "choice")],
)
def test_what_was_not_asked_is_not_counted(wave, answers, where, code):
    with pytest.raises(Refused) as refusal:
        services.answer(wave, answers, where)
    assert refusal.value.code == code
    assert not Counter.objects.filter(count__gt=0).exists()


def test_answers_come_in_the_wave_alone(asked, pulse):
    wave = planned(asked, pulse, "before", opens_in=3)
    with pytest.raises(Refused):
        services.answer(wave, {"knows_channel": "yes"})
    with later(40), pytest.raises(Refused):
        services.answer(wave, {"knows_channel": "yes"})


def test_a_pulse_of_too_few_people_is_not_opened(asked):
    with pytest.raises(Refused) as refusal:
        services.open_pulse(title="A", title_en="A", unit=asked.units.fkap, questions=["would_use"], viewer=asked.viewer("fitri"))
    assert refusal.value.code == "few"


def test_who_does_not_manage_opens_nothing(asked, pulse):
    with pytest.raises(Refused):
        services.open_pulse(title="A", title_en="A", unit=asked.units.root, questions=["would_use"], viewer=asked.viewer("citra"))
    with pytest.raises(Refused):
        services.plan_wave(pulse, sort="before", opens_on=clock.today(), closes_on=clock.today(), viewer=asked.viewer("gilang"))


def test_waves_do_not_overlap(asked, pulse, wave):
    with pytest.raises(Refused) as refusal:
        planned(asked, pulse, "after", opens_in=5)
    assert refusal.value.code == "overlap"
    assert wave.seq == 1


def test_the_ledger_knows_waves_and_results(asked, pulse, wave):
    answered(wave, [(7, "yes", "4", "")])
    with clock.at(clock.now() + timedelta(days=20)):
        services.close_due()
        services.show(Wave.objects.get(), viewer=asked.viewer("fitri"))
        services.end(pulse, viewer=asked.viewer("fitri"))
    assert replay.check() == []
    closed = Wave.objects.get()
    Wave.objects.update(result={**closed.result, "sheets": 700}, shown_since=None)
    assert [str(finding.ref) for finding in replay.check()] == [pulse.ref]
    Wave.objects.update(invited=3)
    assert "planned otherwise" in str(replay.check()[0])
