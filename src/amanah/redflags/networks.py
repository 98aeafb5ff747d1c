"""Who bids with whom, who wins, and who shares an address: pairs in the database, groups in a small graph. The same every time."""

from dataclasses import dataclass, field
from math import exp, log
from typing import Final

import ibis
import networkx as nx
import pyarrow as pa
from ibis.expr.types import Table

from amanah.redflags.data import Data

SEED: Final = 20
LARGEST_GRAPH: Final = 100_000
"""Pairs that are handed to the graph library at most: the strongest ones."""
LARGEST_TENDER: Final = 60
"""Tenders with more bidders make no ties: everybody met everybody there."""
SHARED: Final = {"tax_id": r"[^0-9]", "phone": r"[^0-9]", "email": r"\s", "address": r"[\s\p{P}]+"}
"""What two parties can have in common, and what of its spelling does not count."""
SHORTEST: Final = {"tax_id": 8, "phone": 6, "email": 5, "address": 12}
HEIGHT: Final = 20.0
"""Height of a drawing's columns, in the unit in which a part of n members is twice the root of n tall."""
MEASURES: Final = pa.schema(
    [("group", pa.string()), ("size", pa.int64()), ("names", pa.string()), ("coherence", pa.float64()), ("exclusivity", pa.float64())]
)
NAMED: Final = 8
"""Members of a group that are named in a sentence."""
MOST_SHARERS: Final = 20
"""A value that more parties have is a building, a notary or a blank, not a tie."""


def bidders(data: Data) -> Table:
    """One row per process and tenderer that submitted a bid there: `won`, and the day by which processes are ordered. Computed once."""
    return data.once("networks/bidders", _bidders)


def _bidders(data: Data) -> Table:
    bids = data["bids"]
    bids = bids.filter(~bids.status.fill_null("").isin(["invited", "withdrawn"]))
    names = data["bid_tenderers"]
    names = names.filter(names.tenderer_id.notnull())
    there = names.semi_join(bids, ["ocid", "bid"]).group_by("ocid", "tenderer_id").aggregate(tenderer=names.tenderer.min())
    sizes = there.group_by("ocid").aggregate(n=lambda t: t.count())
    awards = data["awards"]
    active = awards.filter(awards.status.fill_null("active") == "active")
    winners = data["award_suppliers"].semi_join(active, ["ocid", "award"])
    winners = winners.select("ocid", tenderer_id=winners.supplier_id).filter(lambda t: t.tenderer_id.notnull()).distinct()
    winners = winners.mutate(won=ibis.literal(1, "int64"))
    releases = data["releases"]
    days = releases.filter(releases.status.fill_null("") != "cancelled").select(
        "ocid", who=releases.buyer_id.coalesce(releases.buyer), day=releases.awarded.coalesce(releases.closed, releases.published)
    )
    decided = active.group_by("ocid").aggregate(decided=active.awarded.min())
    processes = days.inner_join(sizes, "ocid").left_join(decided, "ocid").drop("ocid_right")
    rows = there.inner_join(processes, "ocid")
    rows = rows.left_join(winners, ["ocid", "tenderer_id"]).drop("ocid_right", "tenderer_id_right")
    return rows.select("ocid", "tenderer_id", "tenderer", "who", "n", day=rows.decided.coalesce(rows.day), won=rows.won.fill_null(0))


def pairs(data: Data, minimum: int = 3) -> Table:
    """Two tenderers (`a` before `b`) that met in at least `minimum` processes: how often, and how often each of them won there."""
    return data.once(f"networks/pairs/{minimum}", lambda known: _pairs(known, minimum))


def _pairs(data: Data, minimum: int) -> Table:
    rows = bidders(data)
    rows = rows.filter((rows.n > 1) & (rows.n <= LARGEST_TENDER))
    left = rows.select("ocid", a=rows.tenderer_id, a_won=rows.won)
    right = rows.select("ocid", b=rows.tenderer_id, b_won=rows.won)
    met = left.inner_join(right, "ocid").filter(lambda t: t.a < t.b)
    counted = met.group_by("a", "b").aggregate(shared=met.count(), a_won=met.a_won.sum(), b_won=met.b_won.sum())
    return counted.filter(counted.shared >= minimum)


@dataclass(frozen=True, slots=True)
class Group:
    """Tenderers that meet each other more than others. `name`: its member that comes first."""

    name: str
    members: tuple[str, ...]
    coherence: float
    """Geometric by arithmetic mean of the members' shared tenders, 0 to 1: even ties are near 1 (Wachs and Kertész 2019)."""
    exclusivity: float
    """The part of the members' shared tenders that they share among themselves, 0 to 1."""


def graph(data: Data, minimum: int = 3) -> nx.Graph:
    """The pairs as a graph of places 0, 1, … in order of identifiers (`key` of a node), so that nothing depends on hashing. Made once."""
    return data.known(f"networks/graph/{minimum}", lambda: _graph(pairs(data, minimum)))


def _graph(rows: Table) -> nx.Graph:
    strongest = rows.order_by(rows.shared.desc(), rows.a, rows.b).limit(LARGEST_GRAPH).to_pyarrow().to_pylist()
    keys = sorted({row["a"] for row in strongest} | {row["b"] for row in strongest})
    place = {key: number for number, key in enumerate(keys)}
    drawn = nx.Graph()
    drawn.add_nodes_from((number, {"key": key}) for number, key in enumerate(keys))
    for row in sorted(strongest, key=lambda one: (one["a"], one["b"])):
        drawn.add_edge(place[row["a"]], place[row["b"]], weight=row["shared"], a_won=row["a_won"], b_won=row["b_won"])
    return drawn


def groups(data: Data, minimum: int = 3) -> list[Group]:
    """Communities of co-bidders (Louvain with a fixed seed), in order of their names; those of one or two members too. Found once."""
    return data.known(f"networks/groups/{minimum}", lambda: _groups(graph(data, minimum)))


def _groups(drawn: nx.Graph) -> list[Group]:
    found = nx.community.louvain_communities(drawn, weight="weight", seed=SEED) if drawn.number_of_edges() else []
    return sorted((_group(drawn, frozenset(members)) for members in found), key=lambda one: one.name)


def _group(drawn: nx.Graph, members: frozenset[int]) -> Group:
    inside = sorted(drawn.edges[edge]["weight"] for edge in drawn.subgraph(members).edges)
    strength = sum(drawn.degree(member, weight="weight") for member in sorted(members))
    coherence = exp(sum(map(log, inside)) / len(inside)) / (sum(inside) / len(inside)) if inside else 0.0
    names = tuple(drawn.nodes[member]["key"] for member in sorted(members))
    return Group(names[0], names, coherence, 2 * sum(inside) / strength if strength else 0.0)


def members(data: Data, minimum: int = 3) -> Table:
    """Groups as a table, one row per member: `group`, `tenderer_id`. Computed once."""
    schema = pa.schema([("group", pa.string()), ("tenderer_id", pa.string())])

    def rows(known: Data) -> Table:
        every = [{"group": one.name, "tenderer_id": member} for one in groups(known, minimum) for member in one.members]
        return ibis.memtable(pa.Table.from_pylist(every, schema=schema))

    return data.once(f"networks/members/{minimum}", rows)


def measures(data: Data, minimum: int = 3) -> Table:
    """Groups as a table, one row each: `group`, `size`, `names` (of the first members), `coherence`, `exclusivity`. Computed once."""

    def rows(known: Data) -> Table:
        every = [
            {
                "group": one.name,
                "size": len(one.members),
                "names": ", ".join(one.members[:NAMED]) + (" …" if len(one.members) > NAMED else ""),
                "coherence": one.coherence,
                "exclusivity": one.exclusivity,
            }
            for one in groups(known, minimum)
        ]
        return ibis.memtable(pa.Table.from_pylist(every, schema=MEASURES))

    return data.once(f"networks/measures/{minimum}", rows)


def shared_details(data: Data) -> Table:
    """Two parties of different number that give the same tax number, telephone, e-mail or address: `a`, `b`, `detail`, `value`."""
    return data.once("networks/shared", _shared_details)


def _shared_details(data: Data) -> Table:
    parties = data["parties"]
    found = []
    for detail, noise in SHARED.items():
        value = parties[detail].lower().re_replace(noise, "")
        rows = parties.filter(parties.party_id.notnull()).select("party_id", value=value).distinct()
        rows = rows.filter(rows.value.length() >= SHORTEST[detail])
        rows = rows.mutate(sharers=rows.count().over(ibis.window(group_by=rows.value)))
        rows = rows.filter((rows.sharers > 1) & (rows.sharers <= MOST_SHARERS))
        both = rows.select("value", a=rows.party_id).inner_join(rows.select("value", b=rows.party_id), "value")
        found.append(both.filter(both.a < both.b).select("a", "b", "value", detail=ibis.literal(detail)))
    return ibis.union(*found)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A network to look at: every node and edge with its place, in a unit of its own; `alike`: what two bidders have in common."""

    nodes: list[dict[str, object]] = field(default_factory=list)
    edges: list[dict[str, object]] = field(default_factory=list)


def _places(part: nx.Graph) -> dict[int, tuple[float, float]]:
    """Each connected part laid out by itself, the largest first, the others in columns to its right, as large as their members need."""
    for _a, _b, about in part.edges(data=True):
        about["pull"] = log(1 + about["weight"]) / 4
    place: dict[int, tuple[float, float]] = {}
    left, top, widest = 0.0, 0.0, 0.0
    for members in sorted(map(sorted, nx.connected_components(part)), key=lambda one: (-len(one), one)):
        ordered = nx.Graph()
        ordered.add_nodes_from(members)
        ordered.add_edges_from((a, b, part.edges[a, b]) for a, b in sorted(part.subgraph(members).edges))
        size = len(members) ** 0.5
        if top + 2 * size > HEIGHT and place:
            left, top, widest = left + widest, 0.0, 0.0
        spread = nx.spring_layout(ordered, weight="pull", seed=SEED, iterations=120, k=2.2 / size, scale=0.9 * size)
        for member, (x, y) in spread.items():
            place[member] = (left + size + float(x), top + size + float(y))
        top, widest = top + 2 * size, max(widest, 2 * size)
    return place


def drawing(data: Data, minimum: int = 3, most: int = 120) -> Drawing:
    """The `most` busiest co-bidders, placed by the springs of Fruchterman and Reingold from a fixed start: the same picture every time."""
    whole = graph(data, minimum)
    busiest = sorted(whole.nodes, key=lambda node: (-whole.degree(node, weight="weight"), node))[:most]
    part = nx.Graph()
    part.add_nodes_from((node, whole.nodes[node]) for node in sorted(busiest))
    part.add_edges_from(sorted((min(a, b), max(a, b), whole.edges[a, b]) for a, b in whole.subgraph(busiest).edges))
    if not part:
        return Drawing()
    place = _places(part)
    whose = {member: one.name for one in groups(data, minimum) for member in one.members}
    rows = (
        bidders(data)
        .group_by("tenderer_id")
        .aggregate(tenders=lambda t: t.count(), won=lambda t: t.won.sum(), name=lambda t: t.tenderer.min())
    )
    known = {row["tenderer_id"]: row for row in rows.to_pyarrow().to_pylist()}
    nodes = []
    for node in part:
        key = part.nodes[node]["key"]
        about = known[key]
        nodes.append({
            "id": key, "name": about["name"] or key, "tenders": about["tenders"], "won": about["won"], "group": whose[key],
            "x": round(float(place[node][0]), 4), "y": round(float(place[node][1]), 4),
        })  # fmt: skip
    alike: dict[tuple[str, str], set[str]] = {}
    if data.has("parties", "party_id"):
        for row in shared_details(data).select("a", "b", "detail").distinct().to_pyarrow().to_pylist():
            alike.setdefault((row["a"], row["b"]), set()).add(row["detail"])
    edges = [
        {
            "a": part.nodes[a]["key"], "b": part.nodes[b]["key"], "shared": about["weight"],
            "a_won": about["a_won"], "b_won": about["b_won"],
            "alike": sorted(alike.get((part.nodes[a]["key"], part.nodes[b]["key"]), ())),
            "x": round(float(place[a][0]), 4), "y": round(float(place[a][1]), 4),
            "x2": round(float(place[b][0]), 4), "y2": round(float(place[b][1]), 4),
        }
        for a, b, about in part.edges(data=True)
    ]  # fmt: skip
    return Drawing(nodes, edges)
