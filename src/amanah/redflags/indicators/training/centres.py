"""Centres that are one and the same behind their names, hand in one and the same papers, or cost too much."""

from functools import partial
from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import identity, nearness
from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, STRONG, WEAK, Indicator
from amanah.redflags.indicators.payments.ready import UNIT, name_key
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

NORMAL: Final = 0.6745
"""Median absolute deviation of a standard normal distribution."""


def _shared_keys(data: Data, _p: Parameters) -> Table:
    grants = data["grants"]
    keys = {
        "head_nik": identity.digits(grants.head_nik, 12),
        "account": identity.digits(grants.account, 6),
        "phone": identity.phone(grants.phone),
        "email": identity.email(grants.email),
        "address": identity.address(grants.address),
        "head": identity.person(grants["head"]),
    }
    parts = [grants.select("centre_id", "granted", centre=grants.centre, key=ibis.literal(key), held=held) for key, held in keys.items()]
    rows = ibis.union(*parts).filter(lambda t: t.held.notnull())
    groups = rows.group_by("key", "held").aggregate(
        centres=rows.centre_id.nunique(),
        one=rows.centre_id.min(),
        other=rows.centre_id.max(),
        name=rows.centre.min(),
        other_name=rows.centre.max(),
        granted=rows.granted.sum().cast("int64"),
    )
    result = op.assessed(
        groups,
        "key",
        groups.key + ": " + groups.held,
        fired=groups.centres > 1,
        value=groups.centres,
        shown=("key", "held", "centres", "one", "other", "name", "other_name", "granted"),
    )
    # a name is shared by chance, a number is not
    return result.mutate(severity=ibis.ifelse(result.key == "head", WEAK, STRONG).cast("int64"))


def _near_papers(data: Data, p: Parameters) -> Table:
    rows = data["grant_documents"]
    rows = rows.mutate(label=rows.centre_id + "/" + rows.document)
    shown = ("one", "other", "likeness", "bits")
    parts: list[Table] = []
    seen: list[Table] = []
    if data.has("grant_documents", "content"):
        written = rows.filter(rows.content.notnull())
        pairs = data.once(f"similar_papers_{p.jaccard}", partial(_similar, written, p.jaccard))
        pairs = _apart(pairs, rows)
        pairs = pairs.mutate(likeness=pairs.jaccard, bits=ibis.null("int64"))
        parts.append(
            op.assessed(pairs, "papers", pairs.one + " + " + pairs.other, fired=ibis.literal(value=True), value=pairs.jaccard, shown=shown)
        )
        seen.append(written.select("label"))
    if data.has("grant_documents", "image_hash"):
        pictured = rows.filter(rows.image_hash.notnull())
        pairs = _apart(nearness.pictures(pictured, "label", "image_hash", p.bits), rows).mutate(likeness=ibis.null("float64"))
        parts.append(
            op.assessed(pairs, "pictures", pairs.one + " + " + pairs.other, fired=ibis.literal(value=True), value=pairs.bits, shown=shown)
        )
        seen.append(pictured.select("label"))
    if not parts:
        blank = rows.mutate(one=rows.label, other=rows.label, likeness=ibis.null("float64"), bits=ibis.null("int64"))
        return op.assessed(blank, "paper", blank.label, fired=ibis.null("boolean"), value=ibis.null("float64"), shown=shown)
    found = ibis.union(*parts) if len(parts) > 1 else parts[0]
    papers = (ibis.union(*seen) if len(seen) > 1 else seen[0]).distinct()
    clear = papers.select(
        subject_type=ibis.literal("paper"),
        subject_id=ibis.null("string"),
        fired=ibis.literal(value=False),
        value=ibis.null("float64"),
        **{name: ibis.null(found[name].type()) for name in shown},
    )
    return found.union(clear)


def _apart(pairs: Table, papers: Table) -> Table:
    """Pairs whose papers come from different centres."""
    owners = papers.group_by("label").aggregate(owner=papers.centre_id.min())
    others = owners.view()
    met = pairs.join(owners, pairs.one == owners.label).select(pairs, owner=owners.owner)
    both = met.join(others, met.other == others.label).select(met, other_owner=others.owner)
    return both.filter(both.owner != both.other_owner).drop("owner", "other_owner")


def _similar(written: Table, least: float, _data: Data) -> Table:
    rows = written.select("label", "content").order_by("label").to_pyarrow().to_pylist()
    return ibis.memtable(nearness.texts(((row["label"], row["content"]) for row in rows), least))


def _cost(data: Data, p: Parameters) -> Table:
    shown = ("name", "programme", "each", "usual", "z", "n", "share", "centres", "spent")
    grants = data["grants"]
    rows = grants.filter((grants.trainees > 0) & (grants.granted > 0)).mutate(
        programme=grants.programme.coalesce("–"), name=grants.centre.coalesce(grants.centre_id)
    )
    rows = rows.mutate(price=rows.granted.cast("float64") / rows.trainees, year=rows.year.coalesce(0))
    middle = op.percentile(rows, "price", 0.5, ("programme",)).rename(median="edge")
    known = rows.join(middle, "programme").select(rows, median=middle.median, n=middle.n)
    known = known.mutate(off=(known.price - known.median).abs())
    spread = op.percentile(known, "off", 0.5, ("programme",)).rename(mad="edge").drop("n")
    judged = known.join(spread, "programme").select(known, mad=spread.mad)
    judged = judged.mutate(
        z=NORMAL * (judged.price - judged.median) / judged.mad.nullif(0),
        each=judged.price.round().cast("int64"),
        usual=judged.median.round().cast("int64"),
        share=ibis.null("float64"),
        centres=ibis.null("int64"),
        spent=ibis.null("int64"),
    )
    costs = op.assessed(
        judged,
        "grant",
        judged.centre_id + "/" + judged.year.cast("string") + "/" + judged.programme,
        fired=ibis.ifelse(judged.n >= p.minimum, (judged.z > p.z).fill_null(False), ibis.null("boolean")),
        value=judged.price / UNIT,
        shown=shown,
    )
    if not data.has("grant_spending", "supplier"):
        return costs
    spending = data["grant_spending"]
    spending = spending.mutate(key=ibis.coalesce(spending.supplier_id, name_key(spending.supplier)))
    whole = spending.aggregate(all=spending.centre_id.nunique())
    suppliers = spending.group_by("key").aggregate(
        name=spending.supplier.min(), centres=spending.centre_id.nunique(), spent=spending.spent.sum().cast("int64")
    )
    suppliers = suppliers.cross_join(whole)
    suppliers = suppliers.mutate(
        share=suppliers.centres.cast("float64") / suppliers["all"],
        n=suppliers["all"],
        programme=ibis.null("string"),
        each=ibis.null("int64"),
        usual=ibis.null("int64"),
        z=ibis.null("float64"),
    )
    shares = op.assessed(
        suppliers,
        "supplier",
        suppliers.key,
        fired=ibis.ifelse(suppliers["all"] >= p.minimum, suppliers.share >= p.share, ibis.null("boolean")),
        value=suppliers.share,
        shown=shown,
    )
    return costs.union(shares)


INDICATORS: Final = (
    Indicator(
        id="BLK-03",
        family="training",
        title=Text("Beberapa lembaga, satu pemilik", "Several centres, one owner"),
        question=Text(
            "Apakah penerima bantuan yang berbeda memakai rekening, telepon, alamat, atau ketua yang sama?",
            "Do different grantees share an account, telephone, address or head?",
        ),
        rationale=Text(
            "Satu pengurus dengan banyak nama lembaga mengambil banyak bantuan.", "One board under many names collects many grants."
        ),
        false_alarm=Text(
            "Yayasan dengan beberapa lembaga yang sah; ketua dengan nama yang umum.",
            "A foundation with several lawful centres; heads with common names.",
        ),
        blind=Text("Pengurus pinjaman dengan data sendiri.", "Borrowed heads with data of their own."),
        needs={"grants": ("centre_id", "granted")},
        compute=_shared_keys,
        explain=Text(
            "{centres} lembaga berbagi {key} {held}: antara lain {one} {name} dan {other} {other_name}; seluruh bantuan {granted:money}.",
            "{centres} centres share {key} {held}: among them {one} {name} and {other} {other_name}; {granted:money} granted in all.",
        ),
        source="house, after OCP R032",
        severity=STRONG,
    ),
    Indicator(
        id="BLK-04",
        family="training",
        title=Text("Proposal, laporan, atau foto yang sama", "The same proposal, report or photo"),
        question=Text(
            "Apakah dokumen dari lembaga berbeda hampir sama kata-katanya, atau fotonya sama?",
            "Are papers of different centres nearly the same in words, or their photos the same?",
        ),
        rationale=Text(
            "Satu penulis untuk banyak lembaga; foto kegiatan yang dipakai ulang.",
            "One author for many centres; photos of activities used again.",
        ),
        false_alarm=Text("Templat resmi yang banyak isinya; lampiran peraturan.", "A long official template; annexed regulations."),
        blind=Text(
            "Terjemahan dan parafrasa; foto tanpa sidik gambar di data.", "Translations and paraphrases; photos without a hash in the data."
        ),
        needs={"grant_documents": ("centre_id", "document")},
        compute=_near_papers,
        explain=Text(
            "{one} dan {other}: bagian kata yang sama {likeness:percent}; bit gambar yang berbeda {bits}.",
            "{one} and {other}: share of words in common {likeness:percent}; bits of the picture that differ {bits}.",
        ),
        source="OCP, Red Flags for Integrity (2024); MinHash and Jaccard over runs of five words; 64-bit pHash within 5 bits",
        ocp=("R041",),
        severity=PLAIN,
        parameters=(
            Parameter("jaccard", 0.8, Text("Bagian kata yang sama paling sedikit", "Share of words in common at least")),
            Parameter("bits", 5, Text("Bit yang boleh berbeda, paling banyak 5", "Bits that may differ, 5 at most")),
        ),
    ),
    Indicator(
        id="BLK-05",
        family="training",
        title=Text("Biaya per peserta janggal, satu pemasok untuk banyak lembaga", "Odd cost per trainee, one supplier to many centres"),
        question=Text(
            "Lembaga mana yang jauh lebih mahal per peserta, dan pemasok mana yang melayani separuh penerima?",
            "Which centre costs far more per trainee, and which supplier serves half of the grantees?",
        ),
        rationale=Text(
            "Bantuan yang kembali ke satu toko menandakan toko itu yang mengatur.",
            "Grants that flow back to one shop suggest that the shop arranges them.",
        ),
        false_alarm=Text(
            "Kejuruan yang memang mahal; satu-satunya pemasok di daerah.", "Trades that are expensive; the only supplier of a region."
        ),
        blind=Text(
            "Semua lembaga sama mahalnya; program dengan sedikit lembaga.", "All centres equally expensive; programmes of few centres."
        ),
        needs={"grants": ("centre_id", "granted", "trainees")},
        compute=_cost,
        explain=Text(
            "{name} ({programme}): {each:money} per peserta, biasanya {usual:money} (z {z:1}, dari {n}); lembaga yang dilayani "
            "{centres} ({share:percent}), {spent:money}.",
            "{name} ({programme}): {each:money} per trainee, usually {usual:money} (z {z:1}, of {n}); centres served {centres} "
            "({share:percent}), {spent:money}.",
        ),
        source="house, after OCP R016 and R050; robust z of Iglewicz and Hoaglin",
        severity=WEAK,
        parameters=(
            Parameter("z", 3.5, Text("Simpangan tegar paling sedikit", "Robust deviations at least")),
            Parameter("share", 0.5, Text("Bagian lembaga yang dilayani satu pemasok", "Share of centres served by one supplier")),
            Parameter("minimum", 8, Text("Lembaga pembanding paling sedikit", "Fewest centres to compare with")),
        ),
    ),
)
