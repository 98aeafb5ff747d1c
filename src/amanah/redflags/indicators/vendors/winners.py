"""Winners worth a question: they gave a gift, are quite new, or are barred."""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import identity
from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, STRONG, WEAK, Indicator
from amanah.redflags.indicators.vendors.wins import named
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text


def _gift_then_award(data: Data, p: Parameters) -> Table:
    gifts = data["gifts"]
    gifts = gifts.mutate(
        company=identity.company(gifts.giver),
        gift_day=op.day_number(gifts.given),
        label=ibis.coalesce(gifts.gift_id, gifts.giver + "/" + gifts.given.cast("string")),
    )
    won = named(data)
    same = (gifts.giver_id == won.vendor_id) | (gifts.company == won.company)
    near = ((won.day - gifts.gift_day) <= p.days) & ((gifts.gift_day - won.day) <= p.days)
    met = gifts.join(won, [same.fill_null(False), near.fill_null(False)]).select(
        label=gifts.label, day=won.day_shown, distance=won.day - gifts.gift_day, amount=won.amount, what=won.what, vendor_id=won.vendor_id
    )
    order = ibis.window(group_by=met.label, order_by=[met.distance.abs(), met.what, met.vendor_id])
    ranked = met.mutate(place=ibis.row_number().over(order), times=met.count().over(ibis.window(group_by=met.label)))
    nearest = ranked.filter(ranked.place == 0)
    judged = gifts.left_join(nearest, "label").select(
        gifts, nearest.distance, nearest.amount, nearest.what, nearest.vendor_id, nearest.day, nearest.times
    )
    # without a single award or payment nothing can be compared
    known = won.aggregate(known=won.count())
    judged = judged.cross_join(known)
    judged = judged.mutate(worth=judged["value"])
    return op.assessed(
        judged,
        "gift",
        judged.label,
        fired=ibis.ifelse(judged.known == 0, ibis.null("boolean"), judged.distance.notnull()),
        value=judged.distance,
        shown=("label", "giver", "receiver", "given", "worth", "vendor_id", "what", "day", "distance", "amount", "times"),
    )


def _new_company(data: Data, p: Parameters) -> Table:
    won = named(data).filter(lambda t: t.day.notnull())
    first = won.group_by("vendor_id").aggregate(
        vendor=won.vendor.min(),
        day=won.day.min(),
        day_shown=won.day_shown.min(),
        amount=won.amount.sum().cast("int64"),
        founded=won.founded.min(),
    )
    judged = first.mutate(age=first.day - op.day_number(first.founded))
    return op.assessed(
        judged,
        "vendor",
        judged.vendor_id,
        fired=ibis.ifelse(judged.age < 0, ibis.null("boolean"), judged.age < p.days),
        value=judged.age,
        shown=("vendor_id", "vendor", "founded", "day_shown", "age", "amount"),
    )


def _barred(data: Data, _p: Parameters) -> Table:
    sanctions = data["blacklist"]
    sanctions = sanctions.mutate(company=identity.company(sanctions.barred), tax=identity.digits(sanctions.npwp, 12))
    won = named(data).filter(lambda t: t.day_shown.notnull())
    same = (sanctions.vendor_id == won.vendor_id).fill_null(False) | (sanctions.tax == won.npwp).fill_null(False)
    alike = (sanctions.company == won.company).fill_null(False)
    inside = (won.day_shown >= sanctions.since) & (sanctions.until.isnull() | (won.day_shown <= sanctions.until))
    met = won.join(sanctions, [same | alike, inside]).select(
        vendor_id=won.vendor_id,
        what=won.what,
        day=won.day_shown,
        amount=won.amount,
        barred=sanctions.barred,
        since=sanctions.since,
        until=sanctions.until,
        reason=sanctions.reason,
        certain=same.cast("int64"),
    )
    hits = met.group_by("vendor_id").aggregate(
        times=met.what.nunique(),
        amount=met.amount.sum().cast("int64"),
        first=met.day.min(),
        barred=met.barred.min(),
        since=met.since.min(),
        until=met.until.max(),
        reason=met.reason.min(),
        certain=met.certain.max(),
    )
    winners = won.filter(won.vendor_id.notnull()).group_by("vendor_id").aggregate(vendor=won.vendor.min())
    judged = winners.left_join(hits, "vendor_id").select(
        winners, *(hits[name] for name in ("times", "amount", "first", "barred", "since", "until", "reason", "certain"))
    )
    rows = op.assessed(
        judged,
        "vendor",
        judged.vendor_id,
        fired=judged.times.notnull(),
        value=judged.times,
        shown=("vendor_id", "vendor", "barred", "since", "until", "reason", "times", "amount", "first", "certain"),
    )
    return rows.mutate(severity=ibis.ifelse(rows.certain == 1, STRONG, PLAIN).cast("int64"))


INDICATORS: Final = (
    Indicator(
        id="GRT-04",
        family="vendors",
        title=Text("Pemberian di sekitar kemenangan", "Gift around an award"),
        question=Text(
            "Apakah pemberi hadiah yang dilaporkan menang atau dibayar dalam setengah tahun sebelum atau sesudahnya?",
            "Did the giver of a reported gift win or get paid within half a year before or after?",
        ),
        rationale=Text(
            "Hadiah sebelum keputusan adalah undangan, sesudahnya adalah ucapan terima kasih; keduanya patut ditanyakan.",
            "A gift before a decision is an invitation, after it a thank-you; both deserve a question.",
        ),
        false_alarm=Text(
            "Penyedia yang menang terus-menerus; hadiah hari raya kepada semua orang. Yang melapor justru berbuat benar.",
            "A vendor that wins all the time; holiday gifts to everybody. Whoever reported the gift did right.",
        ),
        blind=Text("Hadiah yang tidak dilaporkan, dan hadiah lewat orang lain.", "Gifts not reported, and gifts through others."),
        needs={"gifts": ("giver", "given")},
        compute=_gift_then_award,
        explain=Text(
            "{giver} memberi {worth:money} pada {given} kepada {receiver}; kemenangan terdekat pada {day} ({distance} hari kemudian): "
            "{what}, {amount:money}. "
            "Dalam selang itu {times} kali.",
            "{giver} gave {worth:money} on {given} to {receiver}; the nearest award on {day} ({distance} days later): {what}, "
            "{amount:money}. "
            "{times} in that span.",
        ),
        source="Reports to the gratification unit (UPG); span: house",
        severity=PLAIN,
        parameters=(Parameter("days", 180, Text("Sebelum atau sesudah, paling jauh", "Before or after, at most"), "day"),),
    ),
    Indicator(
        id="GRT-05",
        family="vendors",
        title=Text("Perusahaan baru menang", "New company wins"),
        question=Text(
            "Apakah pemenang berumur kurang dari setahun saat pertama menang?", "Was the winner less than a year old when it first won?"
        ),
        rationale=Text(
            "Perusahaan yang didirikan untuk satu kontrak tidak punya riwayat dan sering tidak punya isi.",
            "A company founded for one contract has no history, and often no substance.",
        ),
        false_alarm=Text("Usaha rintisan dan perusahaan yang berganti bentuk.", "Start-ups, and companies that changed their form."),
        blind=Text(
            "Perusahaan lama yang dibeli; tanggal akta yang tidak diketahui.", "Old shells that were bought; founding days not known."
        ),
        needs={"vendors": ("vendor_id", "founded")},
        compute=_new_company,
        explain=Text(
            "Penyedia {vendor_id} {vendor} didirikan {founded} dan menang pertama kali {day_shown}, {age} hari kemudian; seluruhnya "
            "{amount:money}.",
            "Vendor {vendor_id} {vendor} was founded on {founded} and first won on {day_shown}, {age} days later; {amount:money} in all.",
        ),
        source="DIGIWHIST, new company",
        severity=WEAK,
        parameters=(Parameter("days", 365, Text("Lebih muda dari", "Younger than"), "day"),),
    ),
    Indicator(
        id="GRT-06",
        family="vendors",
        title=Text("Pemenang dalam daftar hitam", "Winner on a black list"),
        question=Text("Apakah penyedia menang atau dibayar selama sanksinya berlaku?", "Did a vendor win or get paid while it was barred?"),
        rationale=Text(
            "Sanksi hanya berarti bila diperiksa sebelum menetapkan pemenang.",
            "A sanction matters only if it is looked up before awarding.",
        ),
        false_alarm=Text(
            "Nama yang sama tanpa nomor yang sama; pembayaran atas kontrak yang ditandatangani sebelum sanksi.",
            "The same name without the same number; payments under contracts signed before the sanction.",
        ),
        blind=Text("Perusahaan pengganti dengan pengurus yang sama.", "A successor company with the same directors."),
        needs={"blacklist": ("barred", "since")},
        compute=_barred,
        explain=Text(
            "Penyedia {vendor_id} {vendor} ({barred}) dikenai sanksi {since}–{until} ({reason}) tetapi menang atau dibayar {times} "
            "kali, pertama {first}, {amount:money}.",
            "Vendor {vendor_id} {vendor} ({barred}) was barred {since}–{until} ({reason}), yet won or was paid {times} times, first on "
            "{first}, {amount:money}.",
        ),
        source="OCP, Red Flags for Integrity (2024); LKPP, daftar hitam",
        ocp=("R046",),
        severity=STRONG,
    ),
)
