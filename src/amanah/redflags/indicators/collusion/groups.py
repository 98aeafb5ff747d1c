"""Groups of bidders who keep to each other, and who take turns in winning."""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import networks
from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, WEAK, Indicator
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text


def _close(data: Data, p: Parameters) -> Table:
    rows = networks.measures(data, p.together).filter(lambda t: t.size >= p.size)
    coherent = op.percentile(rows, "coherence", p.percentile / 100).select(coherent="edge", n="n")
    exclusive = op.percentile(rows, "exclusivity", p.percentile / 100).select(exclusive="edge")
    rows = rows.cross_join(coherent).cross_join(exclusive)
    rows = rows.mutate(coherent=ibis.greatest(rows.coherent, p.least), exclusive=ibis.greatest(rows.exclusive, p.least))
    both = (rows.coherence >= rows.coherent) & (rows.exclusivity >= rows.exclusive)
    return op.assessed(
        rows,
        "group",
        rows.group,
        fired=ibis.ifelse(rows.n >= p.minimum, both, ibis.null("boolean")),
        value=rows.exclusivity,
        shown=("size", "names", "coherence", "exclusivity", "coherent", "exclusive"),
    )


def _rotation(data: Data, p: Parameters) -> Table:
    rows = networks.bidders(data).inner_join(networks.members(data, p.together), "tenderer_id")
    each = rows.group_by("group", "ocid").aggregate(
        there=rows.count(),
        winners=rows.won.sum(),
        winner=ibis.ifelse(rows.won == 1, rows.tenderer_id, ibis.null("string")).min(),
        day=rows.day.min(),
    )
    each = each.filter((each.there > 1) & (each.winners == 1))
    order = ibis.window(group_by=each.group, order_by=[each.day.isnull(), each.day, each.ocid])
    turns = each.mutate(changed=(each.winner != each.winner.lag().over(order)).fill_null(True).cast("int64"))
    runs = turns.group_by("group").aggregate(n=turns.count().cast("float64"), runs=turns.changed.sum().cast("float64"))
    won = each.group_by("group", "winner").aggregate(k=each.count().cast("float64"))
    sums = won.group_by("group").aggregate(winners=won.count(), squares=(won.k * won.k).sum(), cubes=(won.k * won.k * won.k).sum())
    both = runs.inner_join(sums, "group").inner_join(networks.measures(data, p.together), "group")
    n, squares, cubes = both.n, both.squares, both.cubes
    expected = (n * (n + 1) - squares) / n
    variance = (squares * (squares + n * (n + 1)) - 2 * n * cubes - n * n * n) / (n * n * (n - 1).nullif(0.0))
    z = (both.runs - expected - 0.5) / ibis.ifelse(variance > 0, variance, ibis.null("float64")).sqrt()
    enough = (n >= p.minimum) & (both.winners > 1)
    tested = op.benjamini_hochberg(op.with_tail(both.mutate(expected=expected), op.only(enough, z)))
    return op.assessed(
        tested,
        "group",
        tested.group,
        fired=tested.q <= p.error,
        value=tested.runs / tested.expected,
        shown=("size", "names", "n", "winners", "runs", "expected", "q"),
    )


SHARED: Final = Parameter(
    "together", 3, Text(id="Proses bersama paling sedikit agar dua penawar terhubung", en="Fewest shared processes that tie two bidders")
)

INDICATORS: Final = (
    Indicator(
        id="PBJ-24",
        family="collusion",
        title=Text(id="Menang bergiliran", en="Taking turns in winning"),
        question=Text(
            id="Apakah penawar yang sering bertemu menang bergantian lebih teratur daripada kebetulan?",
            en="Do bidders who often meet win in turns more regularly than chance has it?",
        ),
        rationale=Text(
            id="Kartel yang membagi pekerjaan menyusun giliran. Giliran yang teratur membuat pemenang berganti terlalu sering.",
            en="A cartel that shares work makes a roster. A regular roster makes the winner change too often.",
        ),
        false_alarm=Text(
            id="Kapasitas: yang baru menang sibuk dan menawar lebih mahal. Urutan dalam satu hari tidak diketahui dan diambil menurut "
            "nomor proses.",
            en="Capacity: who has just won is busy and bids higher. The order within a day is not known and taken by the number of the "
            "process.",
        ),
        blind=Text(
            id="Giliran menurut nilai pekerjaan, wilayah, atau berselang tahun; kelompok dengan banyak pemenang, tempat giliran tidak "
            "terlihat.",
            en="Turns by value, by area or over years; groups with many winners, where turns do not show.",
        ),
        needs={"bids": ("bid",), "bid_tenderers": ("tenderer_id",), "award_suppliers": ("supplier_id",)},
        compute=_rotation,
        explain=Text(
            id="Kelompok {names} ({size} anggota): {winners} pemenang atas {n:0} proses berganti {runs:0} kali, wajarnya {expected:1} (q "
            "{q:4}).",
            en="Group {names} ({size} members): {winners} winners of {n:0} processes changed {runs:0} times, {expected:1} to be expected "
            "(q {q:4}).",
        ),
        source="OCP 2024, R057; runs test of Wald and Wolfowitz for several kinds, upper tail",
        severity=WEAK,
        ocp=("R057",),
        parameters=(
            SHARED,
            Parameter("minimum", 8, Text(id="Proses paling sedikit", en="Fewest processes")),
            Parameter("error", 0.05, Text(id="Bagian alarm palsu yang diterima (q)", en="Accepted share of false alarms (q)")),
        ),
    ),
    Indicator(
        id="PBJ-25",
        family="collusion",
        title=Text(id="Kelompok penawar yang tertutup", en="A closed group of bidders"),
        question=Text(
            id="Apakah ada kelompok penawar yang hampir selalu bertemu satu sama lain dan jarang dengan yang lain?",
            en="Is there a group of bidders who nearly always meet each other and seldom anybody else?",
        ),
        rationale=Text(
            id="Kartel bertahan bila anggotanya saling mengawasi di setiap tender dan orang luar tidak ikut.",
            en="A cartel lasts when its members watch each other in every tender and outsiders stay away.",
        ),
        false_alarm=Text(
            id="Pasar kecil dan khusus, atau daerah terpencil, yang penyedianya memang hanya itu.",
            en="Small special markets or remote places that have no other suppliers.",
        ),
        blind=Text(
            id="Kelompok yang mengundang orang luar sebagai hiasan. Persentil selalu menandai sebagian kelompok, juga bila semuanya jujur.",
            en="Groups that let outsiders in for show. A percentile always marks some groups, even when all are honest.",
        ),
        needs={"bids": ("bid",), "bid_tenderers": ("tenderer_id",)},
        compute=_close,
        explain=Text(
            id="Kelompok {names} ({size} anggota): kepaduan {coherence:2} (batas {coherent:2}), ketertutupan {exclusivity:2} (batas "
            "{exclusive:2}).",
            en="Group {names} ({size} members): coherence {coherence:2} (line {coherent:2}), exclusivity {exclusivity:2} (line "
            "{exclusive:2}).",
        ),
        source="Wachs and Kertész 2019; communities by Louvain with a fixed seed; lines: percentiles of the data, never below 0.8, house",
        severity=PLAIN,
        ocp=("R053",),
        parameters=(
            SHARED,
            Parameter("size", 3, Text(id="Anggota paling sedikit", en="Fewest members")),
            Parameter("percentile", 95, Text(id="Persentil di antara kelompok", en="Percentile among groups")),
            Parameter("least", 0.8, Text(id="Batas tidak pernah di bawah", en="The lines are never below")),
            Parameter("minimum", 20, Text(id="Kelompok paling sedikit untuk dibandingkan", en="Fewest groups to compare")),
        ),
    ),
)
