"""Papers come back as they were sealed, also those from before all rooms shared one form."""

from datetime import date

from amanah.kernel import canonical
from amanah.kernel.paper import Paper


def test_a_paper_comes_back_as_it_was_sealed():
    paper = Paper("Diserahkan langsung.", {"day": "2026-11-20", "number": ""})
    read = Paper.from_bytes(paper.to_bytes())
    assert read == paper
    assert (read.day("day"), read.day("number"), read.day("unheard_of")) == (date(2026, 11, 20), None, None)


def test_a_paper_of_protection_from_before_opens():
    before = canonical.encode({"form": "protection/1", "text": "Pindah tugas.", "facts": {"measure": "move"}})
    assert Paper.from_bytes(before) == Paper("Pindah tugas.", {"measure": "move"})
