"""Vendors tied to employees, to officials' families, or to each other inside one tender."""

from typing import Final

import ibis
from ibis.expr.types import StringValue, Table

from amanah.redflags import identity, linking
from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, STRONG, Indicator
from amanah.redflags.indicators.vendors.wins import wins
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text


def _employee_links(data: Data, p: Parameters) -> Table:
    found = linking.links(data)
    strong = found.filter((found.right_kind == "employee") & (found.probability >= p.probability))
    others = strong.group_by("right_id").aggregate(vendors=strong.count())
    hits = strong.join(others, "right_id").select(strong, vendors=others.vendors)
    shown = ("left_name", "left_id", "right_name", "right_id", "keys", "weights", "probability", "similarity", "vendors")
    fired = op.assessed(
        hits, "vendor/employee", hits.left_id + "/" + hits.right_id, fired=ibis.literal(value=True), value=hits.probability, shown=shown
    )
    master = linking.records(data).filter(lambda t: t.kind == "vendor")
    keys = [master[key].notnull().cast("int64") for key in linking.KEYS if key != "person"]
    known = sum(keys[1:], keys[0]) > 0
    rest = master.mutate(known=known).anti_join(hits, [master.id == hits.left_id])
    silent = rest.select(
        subject_type=ibis.literal("vendor"),
        subject_id=ibis.null("string"),
        fired=ibis.ifelse(rest.known, ibis.literal(value=False), ibis.null("boolean")),
        value=ibis.null("float64"),
        **{name: ibis.null(fired[name].type()) for name in shown},
    )
    return fired.union(silent)


def _profiles(data: Data) -> Table:
    """Bidders of each tender with what is known of them, a row per key: `ocid`, `bidder`, `name`, `key`, `held`."""
    bidders = data["bid_tenderers"].filter(lambda t: t.tenderer_id.notnull())
    each = bidders.group_by("ocid", bidder=bidders.tenderer_id).aggregate(name=bidders.tenderer.min())
    rows: list[Table] = []
    if "vendors" in data.names:
        master = data["vendors"]
        known = each.join(master, each.bidder == master.vendor_id)
        held = {
            "owner": identity.person(master.owner),
            "nik": identity.digits(master.nik, 12),
            "npwp": identity.digits(master.npwp, 12),
            "account": identity.digits(master.account, 6),
            "phone": identity.phone(master.phone),
            "email": identity.email(master.email),
            "address": identity.address(master.address),
        }
        rows += [_held(known, each, key, value) for key, value in held.items()]
    if "parties" in data.names:
        parties = data["parties"]
        known = each.join(parties, [each.ocid == parties.ocid, each.bidder == parties.party_id])
        held = {
            "npwp": identity.digits(parties.tax_id, 12),
            "phone": identity.phone(parties.phone),
            "email": identity.email(parties.email),
            "address": identity.address(parties.address),
        }
        rows += [_held(known, each, key, value) for key, value in held.items()]
    if not rows:
        return each.mutate(key=ibis.null("string"), held=ibis.null("string"))
    return (ibis.union(*rows) if len(rows) > 1 else rows[0]).filter(lambda t: t.held.notnull()).distinct()


def _held(known: Table, each: Table, key: str, value: StringValue) -> Table:
    return known.select(ocid=each.ocid, bidder=each.bidder, name=each["name"], key=ibis.literal(key), held=value)


def _shared_in_tender(data: Data, _p: Parameters) -> Table:
    profiles = _profiles(data)
    other = profiles.view()
    met = profiles.join(
        other, [profiles.ocid == other.ocid, profiles.key == other.key, profiles.held == other.held, profiles.bidder < other.bidder]
    ).select(
        ocid=profiles.ocid, one=profiles.bidder, other=other.bidder, one_name=profiles["name"], other_name=other["name"], key=profiles.key
    )
    pairs = met.group_by("ocid", "one", "other").aggregate(
        shared=met.key.nunique(), key=met.key.min(), last_key=met.key.max(), one_name=met.one_name.min(), other_name=met.other_name.min()
    )
    shown = ("ocid", "one", "other", "one_name", "other_name", "key", "last_key", "shared")
    fired = op.assessed(
        pairs,
        "tender/pair of bidders",
        pairs.ocid + "/" + pairs.one + "/" + pairs.other,
        fired=ibis.literal(value=True),
        value=pairs.shared,
        shown=shown,
    )
    tenders = data["bid_tenderers"].group_by("ocid").aggregate(bidders=lambda t: t.tenderer_id.nunique())
    described = profiles.filter(profiles.held.notnull()).group_by("ocid").aggregate(known=lambda t: t.bidder.nunique())
    rest = tenders.anti_join(pairs, "ocid").left_join(described, "ocid")
    silent = rest.select(
        subject_type=ibis.literal("tender"),
        subject_id=ibis.null("string"),
        fired=ibis.ifelse((rest.bidders > 1) & (rest.known.coalesce(0) <= 1), ibis.null("boolean"), ibis.literal(value=False)),
        value=ibis.null("float64"),
        **{name: ibis.null(fired[name].type()) for name in shown},
    )
    return fired.union(silent)


def _path(data: Data, p: Parameters) -> Table:
    edges = data["ties"].select(one=lambda t: t.one, other=lambda t: t.other, kind=lambda t: t.kind)
    both = edges.union(edges.select(one=edges.other, other=edges.one, kind=edges.kind)).distinct()
    staff = data["employees"]
    ids = staff.select(employee=staff.employee_id, name=staff["name"], node=staff.employee_id)
    niks = staff.filter(staff.nik.notnull()).select(employee=staff.employee_id, name=staff["name"], node=staff.nik)
    officials = ids.union(niks).distinct()
    first = officials.join(both, officials.node == both.one).select(
        employee=officials.employee, name=officials["name"], through=both.one, reached=both.other, tie=both.kind
    )
    direct = first.select(
        "employee", "name", reached=first.reached, ties=first.tie, middle=ibis.literal("–"), length=ibis.literal(1, "int64")
    )
    paths = direct
    if p.length > 1:
        second = both.view()
        longer = first.join(second, [first.reached == second.one, first.through != second.other]).select(
            employee=first.employee,
            name=first["name"],
            reached=second.other,
            ties=first.tie + " → " + second.kind,
            middle=first.reached,
            length=ibis.literal(2, "int64"),
        )
        paths = direct.union(longer)
    won = wins(data).filter(lambda t: t.vendor_id.notnull())
    winners = won.group_by("vendor_id").aggregate(vendor=won.vendor.min(), amount=won.amount.sum().cast("int64"), times=won.count())
    met = winners.join(paths, winners.vendor_id == paths.reached)
    nearest = met.mutate(
        place=ibis.row_number().over(ibis.window(group_by=[met.vendor_id, met.employee], order_by=[met.length, met.ties, met.middle]))
    )
    hits = nearest.filter(nearest.place == 0)
    shown = ("vendor_id", "vendor", "employee", "name", "ties", "middle", "length", "times", "amount")
    fired = op.assessed(
        hits, "vendor/official", hits.vendor_id + "/" + hits.employee, fired=ibis.literal(value=True), value=hits.length, shown=shown
    )
    rest = winners.anti_join(hits, "vendor_id")
    in_ties = both.select(vendor_id=both.one).distinct().mutate(seen=ibis.literal(value=True))
    rest = rest.left_join(in_ties, "vendor_id")
    silent = rest.select(
        subject_type=ibis.literal("vendor"),
        subject_id=ibis.null("string"),
        fired=ibis.ifelse(rest.seen.fill_null(False), ibis.literal(value=False), ibis.null("boolean")),
        value=ibis.null("float64"),
        **{name: ibis.null(fired[name].type()) for name in shown},
    )
    return fired.union(silent)


INDICATORS: Final = (
    Indicator(
        id="GRT-01",
        family="vendors",
        title=Text("Penyedia terhubung dengan pegawai", "Vendor tied to an employee"),
        question=Text(
            "Apakah penyedia memakai NIK, NPWP, rekening, telepon, surel, atau alamat yang juga milik pegawai?",
            "Does a vendor use an identity number, tax number, account, telephone, e-mail or address that is also an employee's?",
        ),
        rationale=Text(
            "Pegawai yang menagih kantornya sendiri melalui perusahaan adalah pola penipuan tertua dalam pengadaan.",
            "Employees who bill their own office through a company are the oldest fraud in purchasing.",
        ),
        false_alarm=Text(
            "Pasangan dengan usaha yang sah dan telah dilaporkan; koperasi pegawai; alamat rumah susun; nama yang umum.",
            "A spouse with a lawful, declared business; staff cooperatives; a tower block's address; common names.",
        ),
        blind=Text(
            "Perusahaan atas nama orang lain dengan data yang sama sekali berbeda. Bobotnya taksiran, belum dikalibrasi.",
            "Companies in another's name with entirely other data. The weights are judgement, not calibrated.",
        ),
        needs={"vendors": ("vendor_id",), "employees": ("employee_id",)},
        compute=_employee_links,
        explain=Text(
            "Penyedia {left_name} ({left_id}) dan pegawai {right_name} ({right_id}) berbagi: {keys}. Peluang {probability:3}; bobot "
            "log2: {weights}; "
            "kemiripan nama {similarity:0}. Penyedia yang terhubung dengan pegawai ini: {vendors}.",
            "Vendor {left_name} ({left_id}) and employee {right_name} ({right_id}) share: {keys}. Probability {probability:3}; weights "
            "(log2): {weights}; "
            "similarity of names {similarity:0}. Vendors tied to this employee: {vendors}.",
        ),
        source="ACFE Fraud Examiners Manual; model of Fellegi and Sunter (splink 5), weights: house",
        ocp=("R043",),
        severity=STRONG,
        parameters=(Parameter("probability", 0.9, Text("Peluang paling sedikit", "Probability at least")),),
    ),
    Indicator(
        id="GRT-02",
        family="vendors",
        title=Text("Peserta satu tender saling terhubung", "Bidders of one tender tied to each other"),
        question=Text(
            "Apakah peserta tender yang sama memakai pemilik, alamat, telepon, rekening, atau NPWP yang sama?",
            "Do bidders of one tender share an owner, address, telephone, account or tax number?",
        ),
        rationale=Text(
            "Satu pemilik dengan beberapa peserta hanya memperagakan persaingan.", "One owner with several bidders only stages competition."
        ),
        false_alarm=Text(
            "Kantor bersama, kantor virtual, jasa pengurusan izin yang sama.",
            "Shared or virtual offices, one and the same licensing agent.",
        ),
        blind=Text(
            "Pemilik di balik nama pinjaman; perangkat dan berkas penawaran tidak diperiksa.",
            "Owners behind borrowed names; devices and bid files are not examined.",
        ),
        needs={"bid_tenderers": ("tenderer_id",)},
        compute=_shared_in_tender,
        explain=Text(
            "Pada {ocid}, {one_name} ({one}) dan {other_name} ({other}) berbagi {shared} hal, antara lain {key} dan {last_key}.",
            "In {ocid}, {one_name} ({one}) and {other_name} ({other}) share {shared} things, among them {key} and {last_key}.",
        ),
        source="OCP, Red Flags for Integrity (2024)",
        ocp=("R032", "R033", "R042", "R044"),
        severity=STRONG,
    ),
    Indicator(
        id="GRT-03",
        family="vendors",
        title=Text("Jalur keluarga atau pengurus ke pemenang", "Family or board path to the winner"),
        question=Text(
            "Apakah ada pejabat yang terhubung dengan pemenang melalui paling banyak satu orang di antaranya?",
            "Is an official tied to a winner through at most one person in between?",
        ),
        rationale=Text(
            "Kepentingan yang tidak dinyatakan terlihat dalam hubungan yang dicatat di tempat lain.",
            "Undeclared interests show in ties recorded elsewhere.",
        ),
        false_alarm=Text(
            "Hubungan yang sudah dilaporkan dan pejabatnya mundur dari keputusan; nama yang sama.",
            "Ties declared, with the official standing aside; namesakes.",
        ),
        blind=Text(
            "Yang tidak ada di daftar hubungan; pemenang yang tidak disebut di sana tidak dinilai.",
            "Whatever the list of ties lacks; winners not named there are not judged.",
        ),
        needs={"ties": ("one", "other", "kind"), "employees": ("employee_id",)},
        compute=_path,
        explain=Text(
            "{name} ({employee}) terhubung dengan penyedia {vendor_id} {vendor}: {ties} (melalui {middle}); {times} kali, {amount:money}.",
            "{name} ({employee}) is tied to vendor {vendor_id} {vendor}: {ties} (through {middle}); {times} times, {amount:money}.",
        ),
        source="World Bank, GRAS (2023): political connections; length: house",
        severity=PLAIN,
        parameters=(Parameter("length", 2, Text("Hubungan sebanyak-banyaknya: 1 atau 2", "Ties at most: 1 or 2")),),
    ),
)
