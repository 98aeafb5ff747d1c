"""Pictures as numbers: nothing is lost, nothing runs out of its frame, and what is counted is drawn."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from amanah.engines.risks.pictures import bowtie, heat, shares, trend, words
from amanah.engines.risks.pictures.arrows import arrow

LOW, MIDDLE, HIGH = (heat.Level(key, key, rank, 3) for rank, key in enumerate(("low", "middle", "high"), 1))
STEPS = ["satu", "dua", "tiga"]


def matrix(within=None):
    """Three by three, by multiplication."""
    scores = [[row * column for column in (1, 2, 3)] for row in (1, 2, 3)]
    levels = [[LOW if score < 3 else MIDDLE if score < 6 else HIGH for score in row] for row in scores]
    return heat.Matrix(STEPS, STEPS, scores, levels, within and [[score <= within for score in row] for row in scores])


@pytest.mark.parametrize("size", [heat.WIDE, heat.NARROW])
def test_every_field_is_drawn_with_its_score_level_and_count(size):
    drawn = heat.draw(matrix(), counts={(3, 3): 7}, urls={(3, 3): "/x"}, size=size)
    assert [(cell.likelihood, cell.impact) for cell in drawn.cells] == [(row, column) for row in (3, 2, 1) for column in (1, 2, 3)]
    grave = next(cell for cell in drawn.cells if (cell.likelihood, cell.impact) == (3, 3))
    assert (grave.score, grave.count, grave.url, grave.level.shade, grave.lines[0].text) == (9, 7, "/x", heat.SHADES, "high")
    assert all(cell.lines for cell in drawn.cells)
    assert len({(cell.x, cell.y) for cell in drawn.cells}) == 9
    assert all(cell.x + drawn.box[0] <= drawn.width and cell.y + drawn.box[1] <= drawn.height - size.bottom for cell in drawn.cells)
    # the likeliest row stands on top, the gravest impact on the right
    assert (grave.y, grave.x) == (min(cell.y for cell in drawn.cells), max(cell.x for cell in drawn.cells))


def test_the_border_of_the_appetite_runs_only_between_fields_that_differ():
    assert not heat.draw(matrix()).appetite
    assert not heat.draw(matrix(within=9)).appetite
    assert heat.draw(matrix(within=1)).appetite.count("M") == 2


def test_movements_bear_their_numbers_and_stays_are_no_arrows():
    flows = [heat.Flow((3, 3), (1, 1), 12), heat.Flow((2, 2), (2, 2), 5), heat.Flow((3, 2), (2, 1), 3)]
    drawn = heat.draw(matrix(), flows=flows)
    assert [one.label for one in drawn.arrows] == ["12", "3"]
    assert drawn.arrows[0].thick > drawn.arrows[1].thick
    many = [heat.Flow((3, 3), (row, column), n) for n, (row, column) in enumerate([(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)] * 3)]
    assert len(heat.draw(matrix(), flows=many).arrows) == heat.FLOWS


def test_stops_of_one_risk_never_cover_each_other():
    stops = [heat.Stop("I", "Inheren", (3, 3)), heat.Stop("R", "Residual", (1, 1)), heat.Stop("T", "Target", (1, 1))]
    for size in (heat.WIDE, heat.NARROW):
        drawn = heat.draw(matrix(), stops=stops, size=size)
        assert [dot.letter for dot in drawn.dots] == ["I", "R", "T"]
        assert len({(dot.x, dot.y) for dot in drawn.dots}) == 3
        assert len(drawn.arrows) == 1  # from R to T there is no way to go


def test_shades_keep_their_order_for_any_number_of_bands():
    for ranks in range(1, 8):
        shades = [heat.Level("x", "x", rank, ranks).shade for rank in range(1, ranks + 1)]
        assert shades == sorted(shades)
        assert shades[-1] == heat.SHADES


@settings(max_examples=60)
@given(some.text(alphabet="abcdefghimwW -…", max_size=120), some.integers(20, 200), some.integers(8, 24), some.integers(1, 5))
def test_wrapped_words_stay_within_their_room_and_lose_nothing_unsaid(text, room, size, most):
    lines = words.wrap(text, room, size, most)
    assert len(lines) <= most
    assert all(words.width(line, size) <= room or line == "…" for line in lines)
    if not any("…" in line for line in lines):
        assert " ".join(lines).split() == text.split()


@given(*[some.tuples(some.integers(0, 500), some.integers(0, 500)) for _ in range(2)])
def test_an_arrow_is_finite_wherever_it_goes(start, end):
    if start != end:
        drawn = arrow(start, end, clear=10)
        assert "nan" not in drawn.line + drawn.head
        assert drawn.head.startswith("M")


def test_a_bow_tie_holds_every_cause_control_and_consequence_without_overlap():
    control = bowtie.Barrier("Rotasi penguji", "effective", "efektif", url="/c")
    causes = [
        bowtie.Strand("Sebab pertama", [control, control]),
        bowtie.Strand("Sebab " * 40),
        bowtie.Strand("Semua", [control], loose=True),
    ]
    effects = [bowtie.Strand("Akibat")]
    drawn = bowtie.draw("Peristiwa", causes, effects, nothing="tanpa pengendalian", general="hanya yang umum")
    assert [box.kind for box in drawn.boxes] == ["cause", "cause", "loose", "consequence"]
    assert [chip.barrier is None for chip in drawn.chips] == [False, False, True, False, True]
    assert (len(drawn.lines), len(drawn.bare)) == (4, 4)
    for group in ([box for box in drawn.boxes if box.x == 0], [chip for chip in drawn.chips if chip.x < drawn.event.x]):
        for upper, lower in pairwise(group):
            assert upper.y + upper.height <= lower.y
    assert all(box.y >= 0 and box.y + box.height <= drawn.height for box in [*drawn.boxes, *drawn.chips, drawn.event])
    assert drawn.boxes[1].lines[-1].text.endswith("…")
    held = bowtie.draw(
        "Peristiwa", [bowtie.Strand("Sebab", held=True), bowtie.Strand("Semua", [control], loose=True)], [], nothing="-", general="umum"
    )
    assert (held.bare, held.chips[0].lines[0].text, held.chips[0].bare) == ([], "umum", False)
    assert bowtie.draw("Sendiri", [], [], nothing="-", general="-").boxes == []


def test_shares_fill_the_bar_and_small_ones_do_not_vanish():
    bar = shares.bar([("proven", 997), ("failed", 1), ("none", 0), ("unproven", 2)])
    assert [(share.key, share.count) for share in bar] == [("proven", 997), ("failed", 1), ("unproven", 2)]
    assert all(share.width >= 1 and share.x + share.width <= shares.LENGTH for share in bar)
    assert bar[0].label
    assert not bar[1].label
    assert shares.bar([]) == []


def test_quarters_stack_the_gravest_on_top_and_say_every_number_that_fits():
    quarters = [trend.Quarter("Tw I", {"low": 3, "high": 1}, flags=2), trend.Quarter("Tw II", {})]
    first, empty = trend.columns(quarters, [HIGH, LOW, MIDDLE]).columns
    assert [(part.level.key, part.count) for part in first.parts] == [("low", 3), ("high", 1)]
    assert first.parts[1].y < first.parts[0].y
    assert all(part.label for part in first.parts)
    assert empty.parts == []


def test_a_score_falls_where_it_is_lower_and_stands_on_its_own_level():
    picture = trend.score([trend.Reading("a", 9, HIGH), trend.Reading("b", 2, LOW)], [(LOW, 2), (MIDDLE, 5), (HIGH, 9)])
    high, low = picture.points
    assert high.y < low.y
    ground = next(one for one in picture.grounds if one.level is LOW)
    assert ground.y <= low.y <= ground.y + ground.height
    assert sum(one.height for one in picture.grounds) == trend.HIGH
