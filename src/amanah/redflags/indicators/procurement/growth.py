"""Contracts that grow after they are signed."""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, Indicator
from amanah.redflags.indicators.procurement import shared
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

ROUNDING: Final = 1e-9
"""A computed share is never exactly the limit."""


def _grown(data: Data, p: Parameters) -> Table:
    changes = shared.table(data, "amendments")
    contracts = shared.table(data, "contracts").select("ocid", "contract", "signed", "amount")
    order = ibis.window(group_by=[changes.ocid, changes.contract], order_by=[changes.amended.isnull(), changes.amended, changes.amendment])
    changes = changes.mutate(number=ibis.row_number().over(order))
    change = changes.amount_after - changes.amount_before
    sums = changes.group_by("ocid", "contract").aggregate(
        n=changes.count(),
        added=change.sum(),
        priced=change.count(),
        before=ibis.ifelse(changes.number == 0, changes.amount_before, ibis.null("float64")).max(),
        since=changes.amended.min(),
    )
    rows = sums.left_join(contracts, ["ocid", "contract"]).drop("ocid_right", "contract_right")
    base = rows.before.coalesce(rows.amount).nullif(0.0)
    day = rows.signed.coalesce(rows.since).date()
    limit = shared.in_force(p.dated("growth"), day, day) / 100
    rows = rows.mutate(base=base, growth=rows.added / base, limit=limit)
    often = rows.n >= p.amendments
    fired = ibis.cases(
        (often, True),
        ((rows.priced == rows.n) & rows["limit"].notnull(), rows.growth >= rows["limit"] - ROUNDING),
        else_=ibis.null("boolean"),
    )
    shown = ("contract", "n", "added", "base", "growth", "limit")
    return op.assessed(
        rows,
        "contract",
        shared.joined(rows.ocid, rows.contract),
        fired=fired,
        value=rows.growth.coalesce(rows.n.cast("float64")),
        shown=shown,
    )


INDICATORS: Final = (
    Indicator(
        id="PBJ-20",
        family="procurement",
        title=Text(id="Kontrak membengkak", en="A contract that grows"),
        question=Text(
            id="Apakah nilai kontrak ditambah sampai batasnya, atau kontrak berkali-kali diubah?",
            en="Was the amount of a contract raised up to its limit, or the contract amended again and again?",
        ),
        rationale=Text(
            id="Penawaran sengaja rendah lalu ditebus dengan adendum adalah cara lama memenangkan tender.",
            en="Bidding low on purpose and making up for it by amendments is an old way to win.",
        ),
        false_alarm=Text(
            id="Keadaan lapangan yang memang berbeda; perubahan yang hanya memperpanjang waktu.",
            en="Conditions on site that did differ; amendments that only extend the time.",
        ),
        blind=Text(
            id="Tambahan yang dibuat sebagai kontrak baru; volume yang dikurangi dengan harga tetap.",
            en="Additions made as a new contract; less work at the same price.",
        ),
        needs={"amendments": ("contract",)},
        compute=_grown,
        explain=Text(
            id="Kontrak {contract}: {n} perubahan, tambahan {added:amount} atas {base:amount} ({growth:percent}; batas {limit:percent}).",
            en="Contract {contract}: {n} amendments, {added:amount} added to {base:amount} ({growth:percent}; limit {limit:percent}).",
        ),
        source="OCP 2024, R069; ProzorroUKR, ARI-1-1 (three amendments); the limit is Indonesian law, unverified",
        severity=PLAIN,
        ocp=("R069", "R064"),
        parameters=(
            Parameter(
                "growth",
                None,
                Text(id="Tambahan nilai paling banyak", en="Growth of the amount, at most"),
                "%",
                rule="procurement.contract_growth",
            ),
            Parameter("amendments", 3, Text(id="Perubahan sebanyak ini selalu ditandai", en="So many amendments are always flagged")),
        ),
    ),
)
