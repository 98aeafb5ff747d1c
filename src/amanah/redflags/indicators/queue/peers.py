"""One member of a group against its peers: what it did, what they would have done in the same circumstances, and how sure that is.

Every row carries a score. Within a stratum (same office, service, kind of file, step and period) scores are exchangeable when nobody
is treated differently; so a member's expected sum is its number of rows times the stratum's mean, and its variance that of a draw
without replacement. Rows of one bundle (a firm's visit, a week) are not independent; a second variance therefore adds up squares of
whole clusters. The larger of the two decides, and Student's t with clusters − 1 degrees of freedom gives the p-value. Only what goes
beyond a `margin` counts: people differ, and a difference that is small but certain is no sign of anything.
"""

from typing import Final, cast

import ibis
from ibis.expr.types import BooleanValue, NumericValue, Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicators.queue import coded
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

MINIMUM: Final = Parameter("minimum", 30, Text(id="Berkas paling sedikit agar dinilai", en="Fewest files to be judged"))
CLUSTERS: Final = Parameter("clusters", 8, Text(id="Minggu paling sedikit agar dinilai", en="Fewest weeks to be judged"))
RATE: Final = Parameter(
    "rate",
    0.01,
    Text(id="Bagian temuan keliru yang diterima (Benjamini–Hochberg)", en="Accepted share of false findings (Benjamini–Hochberg)"),
)


def against_peers(  # noqa: PLR0917 - read in this order everywhere
    data: Data, rows: Table, score: str, member: tuple[str, ...], stratum: tuple[str, ...], cluster: str
) -> Table:
    """What each member did and was to be expected to do. No column of the keys may be null.

    Per member: `n` rows that have peers, `weeks` (clusters), `observed` and `expected` sums of the score, `excess` = their difference,
    `spread` (standard error of the excess) and `weight` (variance under exchange alone).
    """
    whole = rows[score].cast("float64")
    both_keys = list(dict.fromkeys([*member, *stratum]))
    base = data.keep(
        rows.mutate(score_x=whole)
        .group_by(*both_keys, cluster)
        .aggregate(n=lambda t: t.count().cast("float64"), x=lambda t: t.score_x.sum(), xx=lambda t: (t.score_x * t.score_x).sum())
    )
    strata = base.group_by(*stratum).aggregate(all_n=base.n.sum(), all_x=base.x.sum(), all_xx=base.xx.sum())
    own = base.group_by(*both_keys).aggregate(own=base.n.sum()).join(strata, [*stratum])
    own = own.filter(own.all_n > own.own)
    square = ibis.greatest(own.all_xx - own.all_x * own.all_x / own.all_n, 0.0) / (own.all_n - 1)
    shared = own.mutate(mean=own.all_x / own.all_n, varies=own.own * (own.all_n - own.own) / own.all_n * square)
    weights = shared.group_by(*member).aggregate(n=shared.own.sum(), weight=shared.varies.sum())
    with_mean = base.join(shared.select(*both_keys, "mean"), both_keys)
    by_cluster = with_mean.group_by(*member, cluster).aggregate(
        observed=with_mean.x.sum(), expected=(with_mean.n * with_mean["mean"]).sum()
    )
    by_cluster = by_cluster.mutate(excess=by_cluster.observed - by_cluster.expected)
    sums = by_cluster.group_by(*member).aggregate(
        weeks=by_cluster.count(),
        observed=by_cluster.observed.sum(),
        expected=by_cluster.expected.sum(),
        excess=by_cluster.excess.sum(),
        squares=(by_cluster.excess * by_cluster.excess).sum(),
    )
    both = sums.left_join(weights, [*member]).drop(*(f"{name}_right" for name in member))
    both = both.mutate(n=both.n.fill_null(0.0), weight=both.weight.fill_null(0.0))
    apart = ibis.greatest(both.squares - both.excess * both.excess / both.weeks, 0.0) * both.weeks / ibis.greatest(both.weeks - 1, 1)
    return both.mutate(spread=ibis.greatest(both.weight, apart).sqrt()).drop("squares")


def sure(table: Table, beyond: NumericValue, minimum: int, clusters: int) -> Table:
    """The table with `p` and, after as many tests as there are rows, `q`: the chance of an excess that goes so far `beyond` the margin.

    Both are null for members with too few rows or clusters to tell.
    """
    enough = (table.n >= minimum) & (table.weeks >= clusters)
    t = beyond / ibis.greatest(table.spread, 1e-9)
    tested = table.mutate(_student=op.only(enough, t))
    return op.benjamini_hochberg(op.with_tail(tested, as_normal(tested["_student"], tested.weeks - 1)).drop("_student"))


def officers_shares(data: Data, p: Parameters, rows: Table, stratum: tuple[str, ...]) -> Table:
    """The assessment of officers whose share of rows with `score` 1 goes beyond their peers' by more than `p.margin`."""
    judged = against_peers(data, rows, "score", ("officer",), stratum, "week")
    judged = sure(judged, judged.excess - p.margin * judged.n, p.minimum, p.clusters)
    low, high = op.wilson(judged.observed, judged.n)
    judged = judged.mutate(share=judged.observed / judged.n, low=low, high=high, usual=judged.expected / judged.n)
    judged = coded.named(judged, "officer", coded.officers(data))
    return op.assessed(
        judged,
        "officer",
        judged.officer,
        fired=judged.q <= p.rate,
        value=judged.share,
        shown=("officer", "observed", "n", "share", "low", "high", "usual", "p", "q"),
    )


def told(q: NumericValue, fired: BooleanValue) -> BooleanValue:
    """Fired or not where there was a test, null where there was none."""
    return cast("BooleanValue", ibis.ifelse(q.isnull(), ibis.null("boolean"), fired))


def as_normal(t: NumericValue, freedom: NumericValue) -> NumericValue:
    """A value of Student's t as the normal value of the same tail (Wallace 1959, good to about one per cent from 5 degrees on)."""
    nu = ibis.greatest(freedom, 1).cast("float64")
    size = (8 * nu + 1) / (8 * nu + 3) * (nu * (1 + t * t / nu).ln()).sqrt()
    return ibis.ifelse(t < 0, -size, size)


def at_most(seen: NumericValue, expected: NumericValue) -> NumericValue:
    """An upper bound of the chance to see so many or more where `expected` were to be expected: exp(k − E) · (E / k)^k.

    It holds for every sum of independent or hypergeometric draws (Chernoff; Hoeffding 1963), however small; 1 where seen ≤ expected.
    """
    k = ibis.greatest(seen.cast("float64"), 1e-9)
    mean = ibis.greatest(expected.cast("float64"), 1e-9)
    return ibis.ifelse(k <= mean, 1.0, ibis.greatest(k - mean + k * (mean / k).ln(), -700.0).exp())
