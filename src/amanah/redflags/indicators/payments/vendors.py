"""Vendors at moments when frauds begin: asleep for long, quite new, or with a new bank account."""

from typing import Final

import ibis
from ibis.expr.types import DateValue, IntegerValue, Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, STRONG, WEAK, Indicator
from amanah.redflags.indicators.payments import ready
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

MONTH: Final = 30.44
COVERED: Final = 0.75


def _awake(data: Data, p: Parameters) -> Table:
    keyed = ready.payments(data)
    rows = keyed.filter((keyed.amount > 0) & keyed.supplier.notnull() & keyed.day.notnull())
    days = data.keep(rows.group_by("supplier", "paid").aggregate(amount=rows.amount.sum().cast("int64")))
    last = days.paid.lag().over(ibis.window(group_by=days.supplier, order_by=days.paid))
    steps = days.mutate(last=last)
    steps = steps.mutate(day=op.day_number(steps.paid))
    steps = steps.mutate(gap=steps.day - op.day_number(steps["last"]))
    months = days.select(month=_month(days.paid)).distinct()
    months = data.keep(months.mutate(place=ibis.dense_rank().over(ibis.window(order_by=months.month)).cast("int64")))
    now, then = months.rename(now="place"), months.rename(then="place")
    steps = steps.left_join(now, _month(steps.paid) == now.month).select(steps, now.now)
    steps = steps.left_join(then, _month(steps["last"]) == then.month).select(steps, months=steps.now - then.then)
    edge = days.aggregate(edge=days.amount.quantile(p.percentile), vendor_days=days.count())
    if data.has("vendors", "registered"):
        master = data["vendors"].filter(lambda t: t.registered.notnull())
        known = master.group_by(supplier=master.vendor_id).aggregate(registered=op.day_number(master.registered).min())
        steps = steps.left_join(known, "supplier").select(steps, age=steps.day - known.registered)
    else:
        steps = steps.mutate(age=ibis.null("int64"))
    judged = steps.cross_join(edge)
    # where the file itself has a hole, nobody was asleep: three months in four of the gap must hold somebody's payment
    hole = (judged.gap >= p.asleep) & (judged.months < judged.gap / MONTH * COVERED)
    asleep = (judged.gap >= p.asleep).fill_null(False) & ~hole.fill_null(False)
    new = ((judged.age >= 0) & (judged.age <= p.new)).fill_null(False)
    # without a master file or an earlier payment nothing says how long the vendor has been known
    unknown = (judged.gap.isnull() | hole.fill_null(False)) & judged.age.isnull()
    verdict = ibis.ifelse(unknown | (judged.vendor_days < p.minimum), ibis.null("boolean"), (asleep | new) & (judged.amount >= judged.edge))
    none = ibis.null("int64")
    judged = data.keep(
        judged.select(
            "supplier",
            "paid",
            "amount",
            verdict=verdict,
            gap_shown=ibis.ifelse(asleep, judged.gap, none),
            age_shown=ibis.ifelse(new, judged.age, none),
        )
    )
    hits = judged.filter(judged.verdict)
    key = ["supplier", "paid"]
    labels = rows.semi_join(hits, key).group_by(key).aggregate(label=lambda t: t.label.min())
    hits = hits.join(labels, key)
    found = op.assessed(
        hits,
        "vendor/day",
        hits.supplier + "/" + hits.paid.cast("string"),
        fired=hits.verdict,
        value=hits.amount / ready.UNIT,
        shown=("supplier", "paid", "amount", "gap_shown", "age_shown", "label"),
    )
    rest = judged.filter(~judged.verdict.fill_null(False))
    return op.with_silent(found, "vendor/day", (rest, rest.verdict))


def _month(day: DateValue) -> IntegerValue:
    return (day.year() * 12 + day.month()).cast("int64")


def _account_changed(data: Data, p: Parameters) -> Table:
    table = data["bank_changes"]
    changes = table.select(
        "vendor_id",
        "changed",
        "account_after",
        "account_before",
        "changed_by",
        day=op.day_number(table.changed),
        label=ibis.coalesce(table.change_id, table.vendor_id + "/" + table.changed.cast("string") + "/" + table.account_after),
    )
    later = changes.view()
    back = changes.join(
        later,
        [
            changes.vendor_id == later.vendor_id,
            later.day > changes.day,
            later.day <= changes.day + p.reverted,
            later.account_after == changes.account_before,
        ],
    ).select(label=changes.label, returned=later.day - changes.day)
    returned = back.group_by("label").aggregate(returned=back.returned.min())
    paid = ready.payments(data)
    paid = paid.filter((paid.amount > 0) & paid.vendor_id.notnull() & paid.day.notnull()).select("vendor_id", "day", "amount", "account_to")
    paid = paid.semi_join(changes, "vendor_id")
    soon = changes.join(paid, [changes.vendor_id == paid.vendor_id, paid.day >= changes.day, paid.day <= changes.day + p.days])
    soon = soon.filter(paid.account_to.isnull() | (paid.account_to == changes.account_after)).select(
        label=changes.label, amount=paid.amount
    )
    sums = soon.group_by("label").aggregate(n=soon.count(), amount=soon.amount.sum().cast("int64"))
    judged = changes.left_join(sums, "label").select(changes, n=sums.n, amount=sums.amount)
    judged = judged.left_join(returned, "label").select(judged, returned=returned.returned)
    rows = op.assessed(
        judged,
        "bank change",
        judged.label,
        fired=judged.n.notnull(),
        value=judged.amount / ready.UNIT,
        shown=("vendor_id", "changed", "changed_by", "account_after", "n", "amount", "returned"),
    )
    return rows.mutate(severity=ibis.ifelse(rows.returned.notnull(), STRONG, WEAK).cast("int64"), days=ibis.literal(int(p.days)))


INDICATORS: Final = (
    Indicator(
        id="BYR-14",
        family="payments",
        title=Text("Penyedia lama tertidur atau baru, tiba-tiba besar", "Vendor long asleep or quite new, suddenly large"),
        question=Text(
            "Apakah penyedia yang lama tak dibayar, atau baru didaftarkan, mendadak menerima jumlah besar?",
            "Did a vendor not paid for long, or only just registered, suddenly get a large sum?",
        ),
        rationale=Text(
            "Data penyedia yang tertidur mudah dipinjam; penyedia karangan didaftarkan lalu segera dibayar.",
            "A sleeping vendor's record is easily borrowed; an invented vendor is registered and paid at once.",
        ),
        false_alarm=Text(
            "Pekerjaan yang memang jarang, proyek baru, bantuan sekali.", "Work needed seldom, a new project, a one-off grant."
        ),
        blind=Text(
            "Pembayaran pertama tidak dinilai bila tidak ada tanggal pendaftaran penyedia.",
            "First payments are not judged where no day of registration is given.",
        ),
        needs={"payments": ("amount", "paid")},
        compute=_awake,
        explain=Text(
            "Penyedia {supplier} menerima {amount:money} pada {paid} ({label}); hari tanpa pembayaran sebelumnya: {gap_shown}; hari "
            "sejak didaftarkan: {age_shown}.",
            "Vendor {supplier} got {amount:money} on {paid} ({label}); days without payment before: {gap_shown}; days since "
            "registration: {age_shown}.",
        ),
        source="ACFE Fraud Examiners Manual, vendor master file; ages: house",
        severity=PLAIN,
        parameters=(
            Parameter("asleep", 365, Text("Tidak dibayar paling sedikit", "Not paid for at least"), "day"),
            Parameter("new", 30, Text("Terdaftar paling lama", "Registered at most"), "day"),
            Parameter(
                "percentile", 0.95, Text("Besar: mulai persentil ini dari jumlah per hari", "Large: from this percentile of daily sums on")
            ),
            Parameter("minimum", 20, Text("Hari pembayaran paling sedikit dalam data", "Fewest days of payment in the data")),
        ),
    ),
    Indicator(
        id="BYR-15",
        family="payments",
        title=Text("Rekening diganti lalu dibayar", "Bank account changed, then paid"),
        question=Text(
            "Apakah penyedia dibayar segera setelah rekeningnya diganti, dan rekening lama dikembalikan sesudahnya?",
            "Was a vendor paid soon after a change of account, and the old account put back afterwards?",
        ),
        rationale=Text(
            "Mengganti rekening sebentar, membayar, lalu mengembalikannya mengalihkan uang tanpa bekas pada data induk.",
            "Changing the account for a while, paying, and putting it back diverts money without a trace in the master file.",
        ),
        false_alarm=Text("Penyedia yang memang pindah bank.", "A vendor that did change its bank."),
        blind=Text("Perubahan yang tidak tercatat dalam log.", "Changes that no log records."),
        needs={"bank_changes": ("vendor_id", "changed", "account_after"), "payments": ("vendor_id", "paid", "amount")},
        compute=_account_changed,
        explain=Text(
            "Rekening penyedia {vendor_id} diganti pada {changed} (oleh {changed_by}); dalam {days} hari dibayar {n} kali, {amount:money}. "
            "Dikembalikan setelah {returned} hari.",
            "The account of vendor {vendor_id} was changed on {changed} (by {changed_by}); within {days} days it was paid {n} times, "
            "{amount:money}. Put back after {returned} days.",
        ),
        source="ACFE Fraud Examiners Manual, payment diversion; spans: house",
        severity=WEAK,
        parameters=(
            Parameter("days", 14, Text("Dibayar dalam", "Paid within"), "day"),
            Parameter("reverted", 60, Text("Dikembalikan dalam", "Put back within"), "day"),
        ),
    ),
)
