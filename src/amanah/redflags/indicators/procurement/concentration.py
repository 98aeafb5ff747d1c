"""A buyer that buys from one supplier, and a market that belongs to a few."""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, Indicator
from amanah.redflags.indicators.procurement import shared
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text


def shares(data: Data) -> Table:
    """Per buyer, year, currency and supplier: its awards and amount, and those of the buyer in all. Computed once."""
    return data.once("procurement/shares", _shares)


def _shares(data: Data) -> Table:
    rows = shared.purchases(data)
    rows = rows.filter(rows.who.notnull() & rows.year.notnull() & (rows.amount > 0))
    pairs = rows.group_by("who", "year", "currency", "supplier_id").aggregate(awards=rows.ocid.nunique(), amount=rows.amount.sum())
    whole = rows.group_by("who", "year", "currency").aggregate(
        buyer_awards=rows.ocid.nunique(), buyer_amount=rows.amount.sum(), suppliers=rows.supplier_id.nunique()
    )
    both = pairs.mutate(money=pairs.currency.fill_null("")).inner_join(
        whole.mutate(money=whole.currency.fill_null("")).drop("currency"), ["who", "year", "money"]
    )
    return both.mutate(share=both.amount / both.buyer_amount)


def _supplier_share(data: Data, p: Parameters) -> Table:
    rows = shares(data)
    enough = (rows.buyer_awards >= p.minimum) & (rows.awards >= p.minimum_of_supplier)
    # a supplier's single award is no habit, whatever its part of the year
    fired = ibis.ifelse(rows.buyer_awards >= p.minimum, enough & (rows.share >= p.share), ibis.null("boolean"))
    shown = ("who", "supplier_id", "year", "share", "amount", "buyer_amount", "awards", "buyer_awards", "suppliers")
    name = shared.joined(rows.who, rows.supplier_id, rows.year.cast("string"))
    return op.assessed(rows, "pair", name, fired=fired, value=rows.share, shown=shown)


def _market(data: Data, p: Parameters) -> Table:
    rows = shared.purchases(data)
    rows = rows.filter(rows.kind.notnull() & rows.year.notnull() & (rows.amount > 0))
    rows = rows.mutate(area=rows.region.fill_null(""), money=rows.currency.fill_null(""))
    market = ("kind", "area", "year", "money")
    parts = rows.group_by(*market, "supplier_id").aggregate(part=rows.amount.sum(), won=rows.ocid.nunique())
    whole = rows.group_by(*market).aggregate(total=rows.amount.sum(), n=rows.ocid.nunique())
    both = parts.inner_join(whole, market)
    both = both.mutate(share=both.part / both.total)
    markets = both.group_by(*market).aggregate(
        n=both.n.max(), hhi=(both.share * both.share).sum(), suppliers=both.count(), largest=both.share.max(), total=both.total.max()
    )
    shown = ("kind", "area", "year", "hhi", "suppliers", "n", "largest")
    name = shared.joined(markets.kind, markets.area, markets.year.cast("string"), markets.money)
    fired = ibis.ifelse(markets.n > p.minimum, markets.hhi > p.hhi, ibis.null("boolean"))
    return op.assessed(markets, "market", name, fired=fired, value=markets.hhi, shown=shown)


INDICATORS: Final = (
    Indicator(
        id="PBJ-18",
        family="procurement",
        title=Text(id="Satu penyedia menguasai belanja pembeli", en="One supplier takes a buyer's spending"),
        question=Text(
            id="Apakah sebagian besar belanja pembeli dalam setahun jatuh kepada satu penyedia?",
            en="Does most of what a buyer spends in a year go to one supplier?",
        ),
        rationale=Text(
            id="Hubungan yang terlalu erat antara pembeli dan penyedia tampak sebagai bagian belanja yang terlalu besar.",
            en="Too close a tie between buyer and supplier shows as too large a part of the spending.",
        ),
        false_alarm=Text(
            id="Pembeli kecil, satu proyek besar, atau barang yang hanya dibuat satu pabrik.",
            en="Small buyers, one large project, or goods that only one factory makes.",
        ),
        blind=Text(
            id="Satu pemilik di balik beberapa penyedia; belanja di luar data ini.",
            en="One owner behind several suppliers; spending outside these data.",
        ),
        needs={"awards": ("award",), "award_suppliers": ("supplier_id",)},
        compute=_supplier_share,
        explain=Text(
            id="Pada {year}, {share:percent} belanja {who} ({amount:amount} dari {buyer_amount:amount}) jatuh kepada {supplier_id}: "
            "{awards} dari "
            "{buyer_awards} paket, dengan {suppliers} penyedia.",
            en="In {year}, {share:percent} of the spending of {who} ({amount:amount} of {buyer_amount:amount}) went to {supplier_id}: "
            "{awards} of "
            "{buyer_awards} packages, with {suppliers} suppliers in all.",
        ),
        source="INTVP/proACT, proa_ycsh; OCP 2024, R040",
        severity=PLAIN,
        ocp=("R040",),
        parameters=(
            Parameter("share", 0.5, Text(id="Bagian belanja pembeli", en="Share of the buyer's spending")),
            Parameter("minimum", 5, Text(id="Paket pembeli paling sedikit setahun", en="Fewest packages of the buyer in the year")),
            Parameter("minimum_of_supplier", 2, Text(id="Paket penyedia paling sedikit", en="Fewest packages of the supplier")),
        ),
    ),
    Indicator(
        id="PBJ-19",
        family="procurement",
        title=Text(id="Pasar dikuasai segelintir penyedia", en="A market held by a few suppliers"),
        question=Text(
            id="Apakah satu jenis pengadaan di satu wilayah dikuasai segelintir penyedia?",
            en="Is one kind of purchase in one region held by a few suppliers?",
        ),
        rationale=Text(
            id="Pasar yang terpusat memudahkan persekongkolan dan mengusir pesaing.",
            en="A concentrated market makes collusion easy and keeps rivals out.",
        ),
        false_alarm=Text(
            id="Barang yang pembuatnya memang sedikit; satu kontrak sangat besar dalam setahun.",
            en="Goods with few makers anywhere; one very large contract in the year.",
        ),
        blind=Text(
            id="Pasar yang dibagi rata di antara anggota kartel tampak sehat di sini: lihat persekongkolan.",
            en="A market shared evenly among the members of a cartel looks healthy here: see collusion.",
        ),
        needs={"awards": ("award",), "award_suppliers": ("supplier_id",), "releases": ("class",)},
        compute=_market,
        explain=Text(
            id="Golongan {kind} {area} tahun {year}: indeks Herfindahl {hhi:2}, {suppliers} penyedia atas {n} paket, yang terbesar "
            "{largest:percent}.",
            en="Class {kind} {area} in {year}: Herfindahl index {hhi:2}, {suppliers} suppliers of {n} packages, the largest with "
            "{largest:percent}.",
        ),
        source="OCP 2024, R051; index of Herfindahl and Hirschman, the customary line of 0.25",
        severity=PLAIN,
        ocp=("R051",),
        parameters=(
            Parameter("hhi", 0.25, Text(id="Indeks Herfindahl di atas", en="Herfindahl index above")),
            Parameter("minimum", 10, Text(id="Lebih dari sekian paket", en="More than so many packages")),
        ),
    ),
)
