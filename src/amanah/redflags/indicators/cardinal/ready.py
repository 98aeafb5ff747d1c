"""What the eleven indicators of Cardinal share, each computed once a scan.

Their words, as Cardinal uses them: a process is looked at unless its tender is cancelled or its method excluded. A bid is submitted when
its status is known and neither "invited" nor "withdrawn". Awards are final when lists of awards and bids were given and no award has a
status besides active, cancelled and unsuccessful.
"""

from fractions import Fraction
from typing import Any, Final

import ibis
from ibis.expr.types import BooleanValue, NumericValue, StringValue, Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

SOURCE: Final = "Open Contracting Partnership, Cardinal 0.0.8, indicator {0}"
FINAL: Final = ("active", "cancelled", "unsuccessful")
NOT_SUBMITTED: Final = ("invited", "withdrawn")
LOOKED_AT: Final = {"releases": ("ocid", "status", "method_details")}
PROCESSES: Final = {
    "releases": (*LOOKED_AT["releases"], "place", "buyer_id", "entity_id", "closed", "closed_text", "bids_given", "awards_given"),
    "awards": ("ocid", "status", "suppliers", "supplier_ids"),
}
BIDS: Final = {
    **PROCESSES,
    "bids": ("ocid", "place", "status", "amount", "currency", "tenderers", "tenderer_ids", "submitted", "submitted_text"),
    "bid_tenderers": ("ocid", "place", "tenderer_id"),
}
"""What `looked_at`, `processes`, and all that is asked of bids read."""
STRICT: Final = Parameter(
    "strict",
    default=False,
    means=Text(
        id="Lebih ketat daripada Cardinal: lihat penjelasan indikator ini", en="Stricter than Cardinal: see what this indicator says of it"
    ),
)


def several(value: Any) -> tuple[str, ...]:
    """A setting that lists texts: a list, or as Cardinal writes it, one text with `|` between."""
    if value is None:
        return ()
    return tuple(value.removesuffix("|").split("|")) if isinstance(value, str) and value else tuple(value)


def _key(name: str, p: Parameters) -> str:
    return f"cardinal/{name} {sorted((key, str(value)) for key, value in p.shared.items())}"


def looked_at(data: Data, p: Parameters) -> Table:
    """The releases of processes that are looked at."""
    releases = data["releases"]
    excluded = several(p.shared.get("exclusions", {}).get("procurement_method_details"))
    return releases.filter(_unless(releases.status, ("cancelled",)) & _unless(releases.method_details, excluded))


def processes(data: Data, p: Parameters) -> Table:
    """Processes that are looked at, numbered, with what their awards say.

    `final`: see above · `won`: some award is active · `winner`: the supplier where one award is active and has one supplier ·
    `sole`: the only supplier of all active awards · `prices`: the method is one whose prices are compared.
    """
    return data.once(_key("processes", p), lambda data: _processes(data, p))


def _processes(data: Data, p: Parameters) -> Table:
    releases = looked_at(data, p)
    compared = several(p.shared.get("price_comparison_procurement_methods"))
    uncompared = several(p.shared.get("no_price_comparison_procurement_methods"))
    details = releases.method_details
    prices = details.isin(compared).fill_null(False) if compared else _unless(details, uncompared)
    kept = releases.select(
        "ocid",
        "buyer_id",
        "entity_id",
        "closed",
        "closed_text",
        process=_number(data, releases),
        prices=prices,
        given=(releases.bids_given & releases.awards_given).fill_null(False),
    )
    if "awards" not in data.names:
        return kept.mutate(final=kept.given, won=ibis.literal(False), winner=ibis.null("string"), sole=ibis.null("string")).drop("given")
    awards = _awards(data)
    joined = kept.left_join(awards, kept.ocid == awards.award_ocid)
    return joined.select(
        *(name for name in kept.columns if name != "given"),
        final=joined.given & joined.final.fill_null(True),
        won=(joined.active > 0).fill_null(False),
        winner=ibis.ifelse(joined.active == 1, joined.winner, ibis.null("string")),
        sole=ibis.ifelse((joined.least == joined.most) & ~joined.least.contains("|"), joined.least, ibis.null("string")),
    )


def _awards(data: Data) -> Table:
    awards = data["awards"].filter(lambda t: t.status.notnull())
    active = awards.status == "active"
    suppliers = ibis.ifelse(active, awards.supplier_ids, ibis.null("string"))
    return awards.group_by(award_ocid=awards.ocid).aggregate(
        active=active.cast("int64").sum(),
        final=awards.status.isin(FINAL).all(),
        winner=ibis.ifelse(active & (awards.suppliers == 1), awards.supplier_ids, ibis.null("string")).max(),
        least=suppliers.min(),
        most=suppliers.max(),
    )


def _number(data: Data, releases: Table) -> NumericValue:
    """The order in which releases were read; of tables that never were, that of their ocids."""
    unread = int(data["releases"].place.isnull().cast("int64").sum().to_pyarrow().as_py() or 0)
    return ibis.row_number().over(ibis.window(order_by=releases.ocid)) if unread else releases.place


def _unless(text: StringValue, values: tuple[str, ...]) -> BooleanValue:
    return ~text.isin(list(values)).fill_null(False) if values else ibis.literal(True)


def submitted(data: Data, p: Parameters) -> Table:
    """Submitted bids of the processes looked at.

    `single`: one tenderer · `own`: a bid of `winner` alone · `soles`: of `sole` alone · `contest`: awards are final and have one winner.
    `late` compares the texts of the dates, as Cardinal does; `late_moment` compares the moments.
    """
    return data.once(_key("bids", p), lambda data: _submitted(data, p))


def _submitted(data: Data, p: Parameters) -> Table:
    known = processes(data, p)
    known = known.select("process", "ocid", "prices", "final", "won", "winner", "sole", "closed", "closed_text")
    bids = data["bids"].filter(lambda t: t.status.notnull() & ~t.status.isin(NOT_SUBMITTED))
    joined = bids.select(
        "ocid", "place", "status", "amount", "currency", "tenderers", "tenderer_ids", "submitted", "submitted_text"
    ).inner_join(known, "ocid")
    single = (joined.tenderers == 1) & joined.tenderer_ids.notnull()
    return joined.select(
        "process",
        "place",
        "amount",
        "currency",
        "tenderer_ids",
        "prices",
        "won",
        valid=joined.status == "valid",
        disqualified=joined.status == "disqualified",
        single=single,
        contest=joined.final & joined.winner.notnull(),
        own=(single & (joined.tenderer_ids == joined.winner)).fill_null(False),
        soles=(joined.tenderer_ids == joined.sole).fill_null(False),
        late=(joined.submitted_text > joined.closed_text).fill_null(False),
        late_moment=(joined.submitted > joined.closed).fill_null(False),
    )


def currency(data: Data, p: Parameters) -> str:
    """The currency in which prices are compared: as set, else that of the first bid that is compared at all."""
    if p.shared.get("currency"):
        return str(p.shared["currency"])
    found = data.once(_key("currency", p), lambda data: _first_currency(data, p)).to_pyarrow().to_pylist()
    return str(found[0]["currency"]) if found else ""


def _first_currency(data: Data, p: Parameters) -> Table:
    bids = submitted(data, p)
    priced = bids.filter(bids.prices & bids.amount.notnull() & bids.currency.notnull() & bids.won)
    begun = priced.filter(priced.process == priced.process.min().to_pyarrow().as_py())
    later = ibis.ifelse(begun.contest & begun.valid & begun.single, 0, 1)
    return begun.mutate(later=later).order_by("later", "place").limit(1).select("currency")


def judged(data: Data, p: Parameters) -> Table:
    """Processes with a submitted bid: their bids counted, and the lowest amounts in the one currency.

    `low_own`, `low_other`: of valid bids with one tenderer, the winner's and the others' · `low_disqualified`, `low_rest`: of submitted
    bids · `low_valid`: of valid bids · `valid`, `priced`: there is a valid bid, one whose price is compared ·
    `backed`: `sole` has a valid bid · `rivalled`: somebody else has one.
    """
    return data.once(_key("judged", p), lambda data: _judged(data, p))


def _judged(data: Data, p: Parameters) -> Table:
    bids = submitted(data, p)
    amount = ibis.ifelse(bids.prices & (bids.currency == currency(data, p)), bids.amount, ibis.null("float64"))
    contested = bids.valid & bids.single & bids.contest
    counted = bids.group_by("process").aggregate(
        submitted=bids.count(),
        disqualified=bids.disqualified.cast("int64").sum(),
        valid=bids.valid.any(),
        priced=(bids.prices & bids.amount.notnull() & bids.currency.notnull() & bids.tenderer_ids.notnull()).any(),
        backed=(bids.valid & bids.soles).any(),
        rivalled=(bids.valid & bids.tenderer_ids.notnull() & ~bids.soles).any(),
        low_own=_where(contested & bids.own, amount).min(),
        low_other=_where(contested & ~bids.own, amount).min(),
        low_disqualified=_where(bids.disqualified, amount).min(),
        low_rest=_where(~bids.disqualified, amount).min(),
        low_valid=_where(bids.valid, amount).min(),
    )
    known = processes(data, p).select("process", "ocid", "buyer_id", "entity_id", "final", "won", "winner", "sole")
    return known.inner_join(counted, "process")


def _where(condition: BooleanValue, value: NumericValue) -> NumericValue:
    return ibis.ifelse(condition, value, ibis.null("float64"))


def ratios(data: Data, p: Parameters) -> Table:
    """Per process with one winner: by how much the lowest other valid bid lies above the winner's lowest, as a share of the latter."""
    return data.once(_key("ratios", p), lambda data: _ratios(data, p))


def _ratios(data: Data, p: Parameters) -> Table:
    known = judged(data, p)
    known = known.filter((known.low_own > 0) & (known.low_other >= known.low_own))
    return known.select("process", "ocid", "winner", "low_own", "low_other", ratio=(known.low_other - known.low_own) / known.low_own)


def ratio_fences(data: Data, p: Parameters) -> tuple[float, float] | None:
    """Q1 and Q3 of the ratios."""
    return _both(data.once(_key("fences", p), lambda data: op.quartiles(ratios(data, p), "ratio")))


def fences(table: Table, value: str) -> tuple[float, float] | None:
    """Q1 and Q3 of a column by type 8; none where it holds nothing."""
    return _both(op.quartiles(table, value))


def _both(quartiles: Table) -> tuple[float, float] | None:
    (row,) = quartiles.to_pyarrow().to_pylist()
    return None if row["q1"] is None else (float(row["q1"]), float(row["q3"]))


def spread(quartiles: tuple[float, float], steps: float) -> float:
    """A fence, `steps` interquartile ranges outside the lower quartile where negative, outside the upper one where positive.

    Rounded once, at the end, as Cardinal's fused multiplication does.
    """
    low, high = quartiles
    return float(Fraction(high - low) * Fraction(steps) + Fraction(low if steps < 0 else high))


def named(bids: Table, data: Data, p: Parameters) -> Table:
    """(process, ocid, tenderer_id) for each tenderer behind some submitted bids, which are few."""
    alone = bids.filter(bids.single)
    together = bids.filter(~bids.single & bids.tenderer_ids.notnull())
    known = processes(data, p).select("process", "ocid")
    singles = alone.inner_join(known, "process").select("process", "ocid", tenderer_id=alone.tenderer_ids)
    tenderers = data["bid_tenderers"].filter(lambda t: t.tenderer_id.notnull()).select("ocid", "place", "tenderer_id")
    shared = together.inner_join(known, "process").inner_join(tenderers, ["ocid", "place"]).select("process", "ocid", "tenderer_id")
    return singles.union(shared).distinct()
