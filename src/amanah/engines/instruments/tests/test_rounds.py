"""Rounds, editions, mappings, evidence, what-if, and an instrument that is data alone."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from amanah.engines.instruments import mapping, queries, reading, replay, scoring, services
from amanah.engines.instruments.models import Answer, Edition, Result
from amanah.engines.instruments.queries import mapped
from amanah.engines.instruments.reading import NotInForce, editions, in_force, instruments
from amanah.engines.instruments.tests.conftest import SMALL, YEAR
from amanah.engines.proofs import services as proofs
from amanah.kernel import clock

pytestmark = pytest.mark.django_db
NEXT = date(2027, 1, 1), date(2027, 12, 31)


def run_through(sheet, team, answers):
    """Fill, verify and lock a sheet as it is."""
    if answers:
        services.answer_many(sheet, "self", {key: (said, "") for key, said in answers.items()}, viewer=team.viewer("sari"))
    services.submit(sheet, viewer=team.viewer("sari"))
    services.agree(sheet, viewer=team.viewer("vito"))
    services.verify(sheet, viewer=team.viewer("vito"))
    services.lock(sheet, viewer=team.viewer("vito"), text="Selesai.")


def test_an_instrument_that_is_data_alone_works_from_end_to_end(small, opened, team):
    sari = team.viewer("sari")
    sheet = opened(small)
    answers = {"depan.1": "B", "depan.2": "3/4", "belakang.1": 4, "belakang.2": "2,0"}
    run_through(sheet, team, answers)
    result = queries.results([sheet])[sheet.pk]["internal"]
    # 60 × (0.5 + 0.75)/2 + 30 × 4/5 + 10 × 2/4
    assert (result.total, result.grade, result.answered) == (Decimal("66.50"), "Baik", 4)
    assert Answer.objects.get(sheet=sheet, column="self", question="depan.2").value == {"with_purpose": "3", "guests": "4"}
    tried = queries.what_if(sari, sheet, {"depan.1": "A", "belakang.1": None})
    assert (tried.now.total, tried.then.total, tried.difference) == (Decimal("66.50"), Decimal("57.50"), Decimal("-9.00"))
    assert [one.question.key for one, _more in queries.what_lifts(sari, sheet)][:2] == ["depan.1", "depan.2"]
    unfolded = queries.unfold(sari, sheet, "belakang")
    assert unfolded.branches[0].points["internal"] == sum(line.points["internal"] for line in unfolded.lines()) == Decimal(29)
    assert [line.most for line in unfolded.lines()] == [30, 10]
    assert queries.instruments_in_use(sari) == [("kecil", 2026)]
    assert replay.check() == []


def test_a_file_that_changes_mid_year_changes_no_score_made_before(small, folder, opened, team):
    answers = {"depan.1": "B", "depan.2": "3/4", "belakang.1": 4, "belakang.2": 2}
    sheet = opened(small)
    run_through(sheet, team, answers)
    folder(kecil=SMALL.replace("B = 0.5", "B = 0.25"))  # a correction under the same name
    later = opened(small, by="vito", unit=team.units.k3)
    assert queries.unfold(team.viewer("sari"), sheet).scores["internal"].total == Decimal("66.50")
    assert sheet.edition.sha256 != later.edition.sha256
    assert (sheet.definition.questions[0].scale.values["B"], later.definition.questions[0].scale.values["B"]) == (
        Decimal("0.5"),
        Decimal("0.25"),
    )
    assert Edition.objects.filter(instrument="kecil").count() == 2
    assert replay.check() == []


def test_the_next_round_carries_answers_forward_into_the_edition_then_in_force(small, folder, opened, team):
    sari = team.viewer("sari")
    first = opened(small)
    run_through(first, team, {"depan.1": "B", "depan.2": "3/4", "belakang.1": 4, "belakang.2": 2})
    newer = SMALL.replace("SK 1/2026", "SK 9/2027").replace("since = 2026-01-01", "since = 2027-01-01")
    newer = newer.replace('key = "2", type = "pair"', 'key = "3", type = "pair"').replace("B = 0.5\n", "")
    folder(kecil=SMALL, newer=newer)
    with clock.at(datetime(2027, 12, 31, 3, tzinfo=UTC)):
        second = services.next_round(first, *NEXT, viewer=sari)
        assert (second.round, second.edition.edition, second.previous) == (2, "SK 9/2027", first)
        assert queries.left_behind(second) == ["depan.1", "depan.2"]  # B is no answer any more, 2 is no question any more
        services.answer(second, "self", "belakang.1", 4, viewer=sari)  # confirms what was carried
        services.answer(second, "self", "depan.1", "A", viewer=sari)
        since = queries.since_last(sari, second)
    assert since.untouched == ("belakang.2",)
    assert {one.question.key: (one.before, one.now) for one in since.comparison.changed} == {
        "depan.1": ("B", "A"),
        "depan.2": ({"with_purpose": "3", "guests": "4"}, None),
        "depan.3": (None, None),  # asked anew
    }
    assert [(one.sheet, one.edition) for one in queries.history(sari, second)] == [(first, "SK 1/2026"), (second, "SK 9/2027")]
    with pytest.raises(services.Refused, match="sudah ada"):
        services.next_round(first, *NEXT, viewer=sari)
    with pytest.raises(services.Refused, match="status sekarang"):
        services.next_round(second, *NEXT, viewer=sari)
    assert replay.check() == []


def test_which_edition_is_in_force(folder):
    old = SMALL.replace("since = 2026-01-01", "since = 2024-01-01\nuntil = 2025-06-30").replace("SK 1/2026", "SK 1/2024")
    folder(kecil=SMALL, old=old)
    assert [one.edition for one in editions()["kecil"]] == ["SK 1/2024", "SK 1/2026"]
    assert in_force("kecil", date(2025, 6, 30)).edition == "SK 1/2024"
    assert in_force("kecil", date(2026, 1, 1)).edition == "SK 1/2026"
    with pytest.raises(NotInForce):
        in_force("kecil", date(2025, 7, 1))
    with clock.at(datetime(2023, 1, 1, 3, tzinfo=UTC)):
        assert instruments()["kecil"].edition == "SK 1/2026"


def test_links_lead_both_ways_and_only_to_what_there_is(small):
    assert [(one.to, one.relation, one.question.text.id) for one in mapped(small, "depan.1")] == [
        ("iepk:2.7", "part of", "Saluran pelaporan internal yang efektif dan kredibel")
    ]
    assert ("kecil:depan.1", "contains") in [(one.to, one.relation) for one in mapped("iepk", "2.7")]
    for one in instruments().values():
        for link in one.links:
            name, key = link.place
            assert name not in instruments() or key in instruments()[name].by_key, f"{one.id} → {link.to}"
    assert mapping.mapped("iepk", "gibt.es.nicht") == []


def test_one_proof_serves_linked_questions(small, opened, team):
    sari = team.viewer("sari")
    zone, plan = opened("iepk"), opened("fraud-control-plan")
    ref = f"answer:{zone.pk}:2.7"
    proof = proofs.add(proofs.Draft("SK saluran pelaporan", date(2026, 2, 1), letter="SK-12/2026"), team.units.placement, viewer=sari)
    proofs.use(proof, ref, viewer=sari)
    shown = {line.question.key: line.proofs for line in queries.unfold(sari, zone).lines()}
    assert [one.proof for one in shown["2.7"]] == [proof]
    offered = queries.reusable(sari, plan, "atribut.6")
    assert [(one.shown.proof, one.sheet, one.question, one.through.relation) for one in offered] == [(proof, zone, "2.7", "overlaps")]
    proofs.use(proof, f"answer:{plan.pk}:atribut.6", viewer=sari)
    assert queries.reusable(sari, plan, "atribut.6") == []
    assert queries.reusable(team.viewer("citra"), plan, "atribut.6") == []
    for place, name in (("2.99", "sari"), ("2.7", "vito"), ("2.7", "citra")):  # no such question; not their turn; not theirs
        with pytest.raises(proofs.Refused):
            proofs.use(proof, f"answer:{zone.pk}:{place}", viewer=team.viewer(name))


def test_many_units_come_to_one_figure(small, opened, team):
    vito, units = team.viewer("vito"), team.units
    team.add("aria", "Aria Kusnadi", units.secretariat, "Analis kinerja", roles=("sheet_assessor",))
    for unit, best in ((units.placement, "A"), (units.k3, "B"), (units.k3_testing, "C")):
        sheet = opened(small, by="vito", unit=unit)
        services.answer_many(sheet, "self", {"depan.1": (best, ""), "belakang.1": (5, "")}, viewer=team.viewer("aria"))
    figure = queries.roll_up(vito, small, *YEAR, column="self", unit=units.root)
    assert (figure.sheets, figure.total, figure.least, figure.most) == (3, Decimal("45.00"), Decimal(30), Decimal(60))
    assert figure.parts["depan"] == Decimal("15.00")
    assert figure.grades == {"Baik": 1, "Kurang": 2}
    assert [(one.unit, one.sheets, one.total) for one in figure.below] == [
        (units.placement, 1, Decimal("60.00")),
        (units.k3, 2, Decimal("37.50")),
    ]
    weak = queries.weakest(vito, small, *YEAR, column="self", unit=units.root)
    assert [(one.question, one.answered, round(one.worth, 3)) for one in weak] == [
        ("belakang.2", 0, Decimal(0)),
        ("depan.2", 0, Decimal(0)),
        ("depan.1", 3, Decimal("0.5")),
        ("belakang.1", 3, Decimal(1)),
    ]
    assert queries.roll_up(team.viewer("citra"), small, *YEAR, column="self", unit=units.root) is None
    assert queries.roll_up(team.viewer("sari"), small, *YEAR, column="self", unit=units.root).sheets == 1


def test_what_does_not_apply_neither_raises_nor_lowers_many_units(folder, opened, team):
    folder(kecil=SMALL.replace("C = 0\n", 'C = 0\napart = ["X"]\n', 1))
    vito, units = team.viewer("vito"), team.units
    team.add("aria", "Aria Kusnadi", units.secretariat, "Analis kinerja", roles=("sheet_assessor",))
    every = {"depan.2": ({"with_purpose": 4, "guests": 4}, ""), "belakang.1": (5, ""), "belakang.2": (0, "")}

    def filled(unit, first):
        sheet = opened("kecil", by="vito", unit=unit)
        services.answer_many(sheet, "self", {**every, "depan.1": (first, "")}, viewer=team.viewer("aria"))
        return sheet

    whole, less = filled(units.placement, "C"), filled(units.k3, "X")
    totals = dict(Result.objects.values_list("sheet_id", "total"))
    assert (totals[whole.pk], totals[less.pk]) == (Decimal("60.00"), Decimal("60.00"))  # the same points, of 100 and of 70
    figure = queries.roll_up(vito, "kecil", *YEAR, column="self", unit=units.root)
    assert (figure.sheets, figure.apart) == (2, 1)
    assert [(one.unit, one.total) for one in figure.below] == [(units.placement, Decimal("60.00")), (units.k3, Decimal("85.71"))]
    assert figure.total == Decimal("70.59")  # 120 points of the 170 that apply, on a scale of 100
    assert (figure.least, figure.most) == (Decimal("60.00"), Decimal("85.71"))
    assert figure.parts["depan"] == Decimal("40.00")  # 60 of the 90 that apply, on a scale of 60
    assert scoring.shares(reading.instruments()["kecil"], ["depan.1", "depan.2"]) == {"depan": 0, "": Decimal("0.4")}
    assert scoring.shares(reading.instruments()["kecil"], []) == {}
