"""The library: whole, in both languages, and naming only what there is."""

import shutil
from pathlib import Path

import pytest

from amanah.engines.instruments.reading import instruments
from amanah.engines.risks.library.definition import Scheme
from amanah.engines.risks.library.reading import OURS, LibraryError, library, read
from amanah.engines.risks.redflags import red_flags

SCHEMES = list(library().schemes.values())
ASKED = {
    "k3",
    "foreign_workers",
    "service_firms",
    "training_procurement",
    "training_grants",
    "inspection",
    "personnel",
    "travel",
    "petty_cash",
}
WEAK = {"hr-transfer-threat", "hr-relative-hired", "data-sold", "complaint-leaked"}
"""What no indicator can show, and says so."""


def test_there_is_a_library_of_every_process() -> None:
    assert len(SCHEMES) >= 45
    assert {scheme.process.id for scheme in SCHEMES} == set(library().processes)
    assert set(library().processes) >= ASKED
    assert SCHEMES[0].process.id == "k3", "what happens at the counter comes first"


def test_extortion_in_services_is_the_largest_group() -> None:
    counted = [scheme.corruption_type for scheme in SCHEMES]

    assert sum(one in {"extortion", "bribery"} for one in counted) > len(counted) / 3


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.id)
def test_a_scheme_is_whole(scheme: Scheme) -> None:
    assert scheme.inside or scheme.outside
    assert scheme.pressure
    assert scheme.opportunity
    assert len(scheme.consequences) >= 1
    assert {control.nature for control in scheme.controls} >= {"preventive", "detective"}
    assert any(control.key for control in scheme.controls)
    assert len(scheme.controls) == len(set(scheme.controls)) >= 3
    assert set(scheme.red_flags) <= set(red_flags())
    assert bool(scheme.red_flags) != (scheme.id in WEAK)
    assert scheme.clauses
    assert scheme.fcp
    assert scheme.iepk


def test_every_control_serves_a_scheme_and_all_kinds_are_there() -> None:
    used = {control.id for scheme in SCHEMES for control in scheme.controls}
    controls = library().controls.values()

    assert used == set(library().controls)
    assert {control.nature for control in controls} == {"preventive", "detective", "corrective"}
    assert {control.sort for control in controls} == {"financial", "non_financial"}
    assert {control.way for control in controls} == {"manual", "automated"}


def test_no_text_is_the_same_in_both_languages_or_said_twice() -> None:
    texts = [text for scheme in SCHEMES for text in (scheme.title, scheme.how, scheme.measure, scheme.blind)]
    texts += [text for control in library().controls.values() for text in (control.title, control.evidence)]

    assert [text for text in texts if text.id == text.en] == []
    for language in ("id", "en"):
        said = [text.get(language) for text in texts]
        assert len(said) == len(set(said))


def test_attributes_and_indicators_are_those_of_the_instruments() -> None:
    attributes = {question.key.rsplit(".", 1)[-1] for question in instruments()["fraud-control-plan"].questions}
    indicators = {question.key.rsplit(".", 1)[-1] for question in instruments()["iepk"].questions}

    for scheme in SCHEMES:
        assert set(scheme.fcp) <= attributes
        assert set(scheme.iepk) <= indicators


def test_an_institution_adds_and_replaces_by_data_alone(tmp_path: Path) -> None:
    ours = (OURS / "petty_cash.toml").read_text(encoding="utf-8").split("[[schemes]]")[1]
    (tmp_path / "own.toml").write_text(
        "[[schemes]]" + ours.replace("Kuitansi palsu", "Kuitansi kosong") + "[[schemes]]" + ours.replace("cash-false-receipts", "own"),
        encoding="utf-8",
    )

    found = read([OURS, tmp_path])

    assert found.schemes["cash-false-receipts"].title.id.startswith("Kuitansi kosong")
    assert len(found.schemes) == len(SCHEMES) + 1
    assert [one.id for one in found.of(found.processes["petty_cash"])].count("own") == 1


@pytest.mark.parametrize(
    ("was", "now", "named"),
    [
        ("BYR-01", "BYR-99", "BYR-99"),
        ('"cash-count", ', '"no-such", ', "no-such"),
        ('process = "petty_cash"', 'process = "elsewhere"', "elsewhere"),
        ('kind = "fraud"', 'kind = "theft"', "theft"),
        ('clauses = ["8.3"]', 'clauses = ["A.17"]', "A.17"),
        ('fcp = ["4"]', 'fcp = ["11"]', "11"),
        ("[[schemes]]", "[[scheme]]", "scheme is none of"),
        ("en = ", "english = ", "en"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, was: str, now: str, named: str) -> None:
    folder = tmp_path / "data"
    shutil.copytree(OURS, folder)
    path = folder / "petty_cash.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")

    with pytest.raises(LibraryError, match=r"petty_cash\.toml") as raised:
        read([folder])
    assert named in str(raised.value)
