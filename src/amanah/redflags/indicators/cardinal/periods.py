"""R003 and R018: too little time to bid, and a single bid."""

from typing import Final

import ibis
from ibis.expr.types import BooleanValue, IntegerValue, StringValue, Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, WEAK, Indicator
from amanah.redflags.indicators.cardinal import ready
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

WRITTEN_OUT: Final = 20
"""Characters of the shortest date with time and offset (RFC 3339)."""


def _methods(data: Data, p: Parameters) -> Table:
    releases = ready.looked_at(data, p)
    wanted = ready.several(p.procurement_methods)
    return releases.filter(releases.method.isin(wanted)) if wanted else releases


def _short(data: Data, p: Parameters) -> Table:
    rows = _methods(data, p)
    passed = op.seconds(rows.closed) - op.seconds(rows.opened)
    exact = _moment(rows.opened_text) & _moment(rows.closed_text)
    days = ibis.ifelse(exact, ibis.ifelse(passed >= 0, passed // op.DAY, -((-passed) // op.DAY)), ibis.null("int64"))
    measured = rows.mutate(days=days, least=_least(rows, p))
    return op.assessed(
        measured,
        "ocid",
        measured.ocid,
        fired=measured.days < measured.least,
        value=ibis.literal(1.0),
        shown=("days", "least", "closed"),
    )


def _least(rows: Table, p: Parameters) -> IntegerValue:
    least: IntegerValue = ibis.literal(int(p.threshold))
    for details, days in (p.procurement_method_details or {}).items():
        least = ibis.ifelse((rows.method_details == details).fill_null(False), int(days), least)
    return least


def _moment(text: StringValue) -> BooleanValue:
    """Cardinal reads only full date-times with an offset; a table that never had texts is taken as it is."""
    length = text.length()
    offset = (text.right(1).upper() == "Z") | (text.substr(length - 3, 1) == ":")
    return text.isnull() | ((length >= WRITTEN_OUT) & offset)


def _single(data: Data, p: Parameters) -> Table:
    rows = _methods(data, p)
    return op.assessed(rows, "ocid", rows.ocid, fired=rows.tenderers == 1, value=ibis.literal(1.0), shown=("method", "method_details"))


METHODS: Final = Text(id="Metode yang diperiksa; kosong berarti semua", en="Methods looked at; empty for all")

INDICATORS: Final = (
    Indicator(
        id="R003",
        alias="PBJ-01",
        family="procurement",
        title=Text(id="Masa pemasukan penawaran pendek", en="Short submission period"),
        question=Text(
            id="Apakah penyedia mendapat cukup hari untuk menyusun penawaran?", en="Were bidders given enough days to prepare a bid?"
        ),
        rationale=Text(
            id="Yang sudah tahu isinya sebelum diumumkan tidak butuh waktu; pesaing yang baru membacanya terlambat.",
            en="Those who knew the content beforehand need no time; competitors who read it now come too late.",
        ),
        false_alarm=Text(
            id="Keadaan darurat, tender cepat, dan tender ulang yang syaratnya sudah dikenal; batas bawaannya bukan batas hukum Indonesia.",
            en="Emergencies, quick tenders, repeated tenders whose terms are known already; the default is not a limit of Indonesian law.",
        ),
        blind=Text(
            id="Hanya hari penuh antara awal dan akhir; hari libur, perubahan jadwal, dan isi dokumen tidak terlihat.",
            en="Only whole days between start and end; holidays, moved deadlines and the documents themselves stay unseen.",
        ),
        needs={"releases": ("opened", "closed")},
        reads={"releases": (*ready.LOOKED_AT["releases"], "method", "opened", "closed", "opened_text", "closed_text")},
        compute=_short,
        explain=Text(
            id="Penawaran dapat dimasukkan selama {days} hari penuh, sampai {closed} UTC; paling sedikit {least} hari.",
            en="Bids could be handed in for {days} whole days, until {closed} UTC; at least {least} are expected.",
        ),
        source=ready.SOURCE.format("R003"),
        ocp=("R003",),
        severity=WEAK,
        parameters=(
            Parameter("threshold", 15, Text(id="Hari penuh paling sedikit", en="Fewest whole days"), "day"),
            Parameter("procurement_methods", (), METHODS),
            Parameter(
                "procurement_method_details",
                None,
                Text(id="Hari paling sedikit per sebutan metode setempat", en="Fewest days by the local name of the method"),
                "day",
            ),
        ),
    ),
    Indicator(
        id="R018",
        alias="PBJ-02",
        family="procurement",
        title=Text(id="Penawar tunggal", en="Single bid"),
        question=Text(
            id="Apakah hanya satu penawar datang, walau pengadaan terbuka?", en="Did only one bidder come although the call was open?"
        ),
        rationale=Text(
            id="Syarat yang disusun untuk satu penyedia membuat yang lain tidak ikut.",
            en="Terms written for one supplier keep the others away.",
        ),
        false_alarm=Text(
            id="Pasar dengan sedikit penyedia, paket kecil di tempat jauh, barang dengan satu agen tunggal.",
            en="Markets with few suppliers, small packages in remote places, goods with a sole agent.",
        ),
        blind=Text(
            id="Penawar pendamping yang didatangkan agar tampak ramai; di Tsuchiura tanda ini hampir tidak menambah kepastian "
            "(0,64 dari lelang bertanda adalah kartel, dasar 0,60).",
            en="Companions brought along for show; on Tsuchiura the flag hardly adds certainty (0.64 of flagged auctions were cartels, "
            "0.60 of all).",
        ),
        needs={"releases": ("tenderers", "method")},
        reads={"releases": (*ready.LOOKED_AT["releases"], "method", "tenderers")},
        compute=_single,
        explain=Text(
            id="Satu penawar pada pengadaan dengan metode {method} ({method_details}).",
            en="One tenderer in a procurement by method {method} ({method_details}).",
        ),
        source=ready.SOURCE.format("R018"),
        ocp=("R018",),
        severity=PLAIN,
        parameters=(Parameter("procurement_methods", ("open", "selective"), METHODS),),
    ),
)
