"""What the engine's tests share."""

from datetime import date

import pytest

from amanah.engines.instruments import reading, services

YEAR = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def team(db):
    """The usual people; Sari fills the placement directorate's sheets, Pandu heads it; Vito and Vera verify, Rani records, for all."""
    from tests.snapshot import once

    return once(("instruments",), _team)


def _team():
    from tests.people import build

    people = build(keys=False)
    units = people.units
    people.add("sari", "Sari Utami", units.placement, "Analis kinerja", roles=("sheet_assessor",), over=units.placement)
    people.add("pandu", "Pandu Wibowo", units.placement, "Direktur Penempatan", is_head=True)
    people.add("vito", "Vito Nugraha", units.inspectorate, "Anggota TPI", roles=("sheet_verifier",))
    people.add("vera", "Vera Kusuma", units.inspectorate, "Ketua TPI", roles=("sheet_verifier",))
    people.add("rani", "Rani Lestari", units.inspectorate, "Sekretaris TPI", roles=("sheet_recorder",))
    return people


SMALL = """
id = "kecil"
title = { id = "Buku tamu", en = "Guest book" }
edition = "SK 1/2026"
since = 2026-01-01
source = "uji"
status = "unverified"
mark = "D"
[scales.abc]
A = 1
B = 0.5
C = 0
[[parts]]
key = "depan"
title = "Meja depan"
weight = 60
questions = [
  { key = "1", type = "abc", text = "Tamu dicatat" },
  { key = "2", type = "pair", text = "Tamu dengan tujuan", formula = { over = "with_purpose", under = "guests", zero_both = 1 } },
]
[[parts]]
key = "belakang"
title = "Ruang kerja"
weight = 40
roll_up = "weighted"
questions = [
  { key = "1", type = "maturity", weight = 30, text = "Kartu tamu" },
  { key = "2", type = "survey", weight = 10, text = "Kepuasan tamu" },
]
[[bands]]
grade = "Baik"
title = "Baik"
bound = 60
inclusive = true
[[bands]]
grade = "Kurang"
title = "Kurang"
bound = 0
inclusive = true
[[links]]
question = "depan.1"
to = "iepk:2.7"
relation = "part of"
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The institution's own folder of instruments, empty; write files into it, then call it."""

    def reread(**files):
        for name, text in files.items():
            (tmp_path / f"{name}.toml").write_text(text)
        reading.editions.cache_clear()

    monkeypatch.setenv(reading.OVERLAY, str(tmp_path))
    reread()
    yield reread
    reading.editions.cache_clear()


@pytest.fixture
def small(folder):
    """A small instrument that exists as a data file alone."""
    folder(kecil=SMALL)
    return "kecil"


@pytest.fixture
def opened(team):
    """Open a sheet for the placement directorate, by Sari unless said otherwise."""

    def open_one(instrument="akip", *, by="sari", unit=None, period=YEAR):
        return services.open_sheet(instrument, unit or team.units.placement, *period, viewer=team.viewer(by))

    return open_one
