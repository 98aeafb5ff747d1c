"""Packages whose name says too little, or that come twice."""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import WEAK, Indicator
from amanah.redflags.indicators.procurement import shared
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text


def _text(data: Data, p: Parameters) -> Table:
    rows = shared.alive(data)
    rows = rows.filter(rows.status.fill_null("") != "unsuccessful")
    bare = shared.bare(rows.title)
    rows = rows.select("ocid", "who", "budget", "retender", shown=bare)
    # kept, as DuckDB would read each title twice over: to count it, and to show it
    rows = data.keep(rows.mutate(key=rows.shown.lower().re_replace(r"[\s\p{P}]+", " ").strip(), length=rows.shown.length()))
    same = ibis.window(group_by=[rows.who, rows.budget, rows.key])
    # a repeated tender carries the name of the one that failed: it is no second package
    first = ~rows.retender.fill_null(False) & rows.who.notnull() & rows.budget.notnull()
    rows = rows.mutate(n=first.cast("int64").sum().over(same), counted=first)
    short = rows.length <= p.length
    fired = ibis.ifelse(rows.shown.isnull(), ibis.null("boolean"), short | (rows.counted & (rows.n >= p.minimum)))
    rows = rows.mutate(times=ibis.ifelse(rows.counted, rows.n, 1))
    return op.assessed(rows, "ocid", rows.ocid, fired=fired, value=rows.times, shown=("shown", "length", "times", "budget"))


INDICATORS: Final = (
    Indicator(
        id="PBJ-27",
        family="procurement",
        title=Text(id="Nama paket berulang atau terlalu pendek", en="Package named twice, or hardly named"),
        question=Text(
            id="Apakah nama paket tidak menjelaskan apa yang dibeli, atau dipakai dua kali setahun oleh pembeli yang sama?",
            en="Does the name not say what is bought, or does the same buyer use it twice in a year?",
        ),
        rationale=Text(
            id="Nama yang kabur menyulitkan calon penawar menemukan paket. Nama yang sama dua kali setahun dapat berarti paket dipecah "
            "atau dibayar "
            "dua kali.",
            en="A vague name keeps bidders from finding the package. The same name twice a year can mean a package split, or paid twice.",
        ),
        false_alarm=Text(
            id="Paket rutin tiap triwulan; paket gagal yang ditenderkan lagi tanpa label ulang; singkatan yang dikenal semua orang.",
            en="Routine packages every quarter; a failed package tendered again without its label; abbreviations that everybody knows.",
        ),
        blind=Text(
            id="Nama yang sedikit diubah, misalnya nomor paket ditambahkan; nama yang panjang tetapi kosong arti.",
            en="Names changed a little, say by a package number; names that are long and say nothing.",
        ),
        needs={"releases": ("title",)},
        compute=_text,
        explain=Text(
            id="Nama “{shown}” terdiri atas {length} karakter dan dipakai {times} kali pada {budget} oleh pembeli ini.",
            en="The name “{shown}” has {length} characters and was used {times} times by this buyer in {budget}.",
        ),
        source="ICW, Potential Fraud Analysis, item 4 (titles up to 20 characters); repetition: house",
        severity=WEAK,
        parameters=(
            Parameter("length", 20, Text(id="Nama sependek ini ditandai", en="Names as short as this are flagged"), "character"),
            Parameter("minimum", 2, Text(id="Nama yang sama sebanyak ini ditandai", en="The same name so often is flagged")),
        ),
    ),
)
