"""R048: a supplier of everything."""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import WEAK, Indicator
from amanah.redflags.indicators.cardinal import ready
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text


def _everything(data: Data, p: Parameters) -> Table:
    known = ready.processes(data, p).select("process", "ocid")
    awards = data["awards"].filter(lambda t: (t.status == "active") & (t.suppliers == 1) & t.supplier_ids.notnull())
    awards = awards.select("ocid", "place", who="supplier_ids").inner_join(known, "ocid")
    items = data["award_items"].filter(lambda t: t["class"].notnull())
    items = items.select("ocid", "place", group=items["class"].substr(0, int(p.digits)))
    rows = data.keep(items.inner_join(awards, ["ocid", "place"]).select("process", "who", "group").distinct())
    counted = rows.group_by("who").aggregate(processes=rows.process.nunique(), classes=rows.group.nunique())
    fewest = int(p.minimum_contracting_processes)
    enough = ibis.ifelse(counted.processes >= fewest, counted.classes.cast("float64"), ibis.null("float64"))
    judged = data.keep(counted.mutate(breadth=enough))
    fence = p.threshold
    if fence is None:
        quartiles = ready.fences(judged, "breadth")
        fence = ready.spread(quartiles, 1.5) if quartiles else None
    told = judged.mutate(fence=ibis.literal(fence, "float64"))
    return op.assessed(
        told,
        "tenderer",
        told.who,
        fired=told.breadth >= told.fence,
        value=told.breadth,
        shown=("classes", "processes", "fence"),
    )


INDICATORS: Final = (
    Indicator(
        id="R048",
        alias="PBJ-11",
        family="procurement",
        title=Text(id="Penyedia serba ada", en="Heterogeneous supplier"),
        question=Text(
            id="Apakah penyedia ini memenangkan barang dan jasa yang tidak sejenis?",
            en="Does this supplier win things that have nothing in common?",
        ),
        rationale=Text(
            id="Perusahaan yang memasok segala hal mungkin hanya nama di atas kertas bagi pelaksana lain.",
            en="A firm that supplies everything may be a name on paper for others who do the work.",
        ),
        false_alarm=Text(
            id="Pedagang besar, koperasi, dan toko serba ada yang sungguh ada.",
            en="Wholesalers, cooperatives and general stores that are real.",
        ),
        blind=Text(
            id="Butuh golongan barang yang diisi dengan benar; penyedia yang dinilai hanya yang menang sedikitnya 20 proses.",
            en="It needs classes that were filled in truthfully; only suppliers with 20 processes or more are judged.",
        ),
        needs={"awards": ("status", "suppliers", "supplier_ids"), "award_items": ("class",)},
        reads={**ready.PROCESSES, "awards": (*ready.PROCESSES["awards"], "place"), "award_items": ("ocid", "place", "class")},
        compute=_everything,
        explain=Text(
            id="{classes} golongan berbeda dalam {processes} proses yang dimenangkan; batas {fence:2}.",
            en="{classes} different classes in {processes} processes won; the limit is {fence:2}.",
        ),
        source=ready.SOURCE.format("R048"),
        ocp=("R048",),
        severity=WEAK,
        parameters=(
            Parameter("digits", 2, Text(id="Angka awal golongan yang dibandingkan", en="Leading characters of a class that count")),
            Parameter("threshold", None, Text(id="Batas pasti; tanpa itu, pagar Tukey", en="A fixed limit; without it, Tukey's fence")),
            Parameter("minimum_contracting_processes", 20, Text(id="Proses paling sedikit", en="Fewest processes")),
        ),
    ),
)
