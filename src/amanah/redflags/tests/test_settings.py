from pathlib import Path

import pytest

from amanah.redflags.catalogue import catalogue
from amanah.redflags.parameters import ParameterError
from amanah.redflags.settings import Settings, load

CARDINAL = """; currency = USD
currency = IDR
no_price_comparison_procurement_methods = Seleksi|Kontes

[exclusions]
procurement_method_details = Penunjukan Langsung

[defaults]
bid_status = valid

[codelists.bid_status]
qualified = valid

[R003]
threshold = 10
procurement_methods = open|selective

[R003.procurement_method_details]
Tender Cepat = 3

[R038]
threshold = 0.5
minimum_submitted_bids = 4

[R028]
"""


def of(tmp_path: Path, text: str, name: str = "s.toml") -> Settings:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return load(tmp_path / name, catalogue())


def test_a_file_of_cardinal_switches_on_what_it_names(tmp_path: Path) -> None:
    settings = of(tmp_path, CARDINAL, "settings.ini")

    assert settings.only == ("R003", "R038", "R028")
    assert settings.shared["currency"] == "IDR"
    assert settings.shared["exclusions"] == {"procurement_method_details": "Penunjukan Langsung"}
    assert settings.indicators["R003"] == {
        "threshold": 10,
        "procurement_methods": "open|selective",
        "procurement_method_details": {"Tender Cepat": 3},
    }
    assert settings.indicators["R038"] == {"threshold": 0.5, "minimum_submitted_bids": 4}


def test_toml_sets_and_leaves_every_indicator_on(tmp_path: Path) -> None:
    settings = of(tmp_path, '[pbj-01]\nthreshold = 7\n[R030]\nstrict = true\n[exclusions]\nprocurement_method_details = ["Kontes"]\n')

    assert (settings.only, settings.indicators) == ((), {"R003": {"threshold": 7}, "R030": {"strict": True}})


def test_a_file_that_is_no_toml_is_read_as_cardinal_writes_them(tmp_path: Path) -> None:
    assert of(tmp_path, "[R018]\nprocurement_methods = open|direct\n", "settings.txt").only == ("R018",)


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("[R003]\nthreshold = banyak\n", "s.ini", "R003.threshold: 'banyak'"),
        ("[R003]\nthreshold = 1.5\n", "s.toml", "a whole number is wanted"),
        ("[R003]\nlimit = 1\n", "s.toml", "R003 has no parameter limit"),
        ("[R999]\n", "s.ini", "there is no indicator R999"),
        ("R003 = 5\n", "s.toml", "R003 is a section"),
        ("[R038]\nstrict = maybe\n", "s.ini", "true or false"),
        ("=\n", "s.toml", "s.toml: "),
        ("[R003\n", "s.ini", "s.ini: "),
    ],
)
def test_a_wrong_setting_is_named(text: str, name: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match=said):
        of(tmp_path, text, name)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match=r"absent\.ini"):
        load(tmp_path / "absent.ini", catalogue())
