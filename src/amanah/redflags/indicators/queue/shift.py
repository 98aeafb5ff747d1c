"""An officer who becomes slow after a date, seen against colleagues of the same time."""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import WEAK, Indicator
from amanah.redflags.indicators.queue import coded, ground, peers
from amanah.redflags.indicators.queue.order import PERIOD
from amanah.redflags.indicators.queue.waiting import STRATUM, officer_scores
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text


def _shifted(data: Data, p: Parameters) -> Table:
    rows = officer_scores(data, p)
    base = rows.group_by("officer", *STRATUM).aggregate(
        n=lambda t: t.count().cast("float64"), x=rows.score.sum(), xx=(rows.score * rows.score).sum()
    )
    base = data.keep(base)
    strata = base.group_by(*STRATUM).aggregate(all_n=base.n.sum(), all_x=base.x.sum(), all_xx=base.xx.sum())
    own = base.join(strata, [*STRATUM])
    own = own.filter(own.all_n > own.n)
    square = ibis.greatest(own.all_xx - own.all_x * own.all_x / own.all_n, 0.0) / (own.all_n - 1)
    own = own.mutate(excess=own.x - own.n * own.all_x / own.all_n, varies=own.n * (own.all_n - own.n) / own.all_n * square)
    months = own.group_by("officer", "period").aggregate(excess=own.excess.sum(), weight=own.varies.sum(), n=own.n.sum())
    months = months.filter((months.weight > 0) & (months.n >= p.files))
    order = ibis.window(group_by=months.officer, order_by=months.period)
    so_far = ibis.window(group_by=months.officer, order_by=months.period, preceding=None, following=0)
    whole = ibis.window(group_by=months.officer)
    months = months.mutate(y=months.excess / months.weight.sqrt())
    months = months.mutate(
        until=months.y.sum().over(so_far),
        all_y=months.y.sum().over(whole),
        at=(ibis.row_number().over(order) + 1).cast("float64"),
        count=months.y.count().over(whole).cast("float64"),
        first_excess=months.excess.sum().over(so_far),
        first_weight=months.weight.sum().over(so_far),
        all_excess=months.excess.sum().over(whole),
        all_weight=months.weight.sum().over(whole),
    )
    # kept, as what follows reads it many times over, and Spark would compute it as often
    months = data.keep(months.mutate(bridge=months.until - months["at"] / months["count"] * months.all_y))
    # the slower part comes after: the bridge of "done more than expected" has its peak at the turn
    peak = ibis.window(group_by=months.officer, order_by=[months.bridge.desc(), months.period])
    top = months.mutate(place=ibis.row_number().over(peak)).filter(lambda t: t.place == 0)
    rest = months.select("officer", "period", "y").join(
        top.select("officer", "all_y", "count", turn="period", first="at", first_y="until"), "officer"
    )
    early = rest.period <= rest.turn
    level = ibis.ifelse(early, rest.first_y / rest["first"], (rest.all_y - rest.first_y) / ibis.greatest(rest["count"] - rest["first"], 1))
    rest = rest.mutate(left_over=rest.y - level)
    rest = rest.mutate(next=rest.left_over.lead().over(ibis.window(group_by=rest.officer, order_by=rest.period)))
    noise = rest.group_by("officer").aggregate(
        squares=(rest.left_over * rest.left_over).sum(), drift=(rest.left_over * rest.next).sum().coalesce(0)
    )
    top = top.join(noise, "officer")
    # a backlog makes one period like the next: what is left over is taken as a first-order process, its memory counted a little too long
    memory = ibis.least(ibis.greatest(top.drift / ibis.greatest(top.squares, 1e-9) + 2 / top["count"], 0.0), 0.9)
    variance = ibis.greatest(top.squares / ibis.greatest(top["count"] - 2, 1), 1.0) * (1 + memory) / (1 - memory)
    high = ibis.greatest(top.bridge, 0.0) / (variance * top["count"]).sqrt()
    later_weight = ibis.greatest(top.all_weight - top.first_weight, 1e-9)
    before, after = top.first_excess / top.first_weight, (top.all_excess - top.first_excess) / later_weight
    turned = top["at"] < top["count"]
    certain = ibis.ifelse(turned, ibis.least((-2 * high * high).exp(), 1.0), 1.0)
    top = top.mutate(
        times=ibis.ifelse(turned, (before - after).exp(), 1.0),
        p=ibis.ifelse(top["count"] >= p.periods, certain, ibis.null("float64")),
        day=((top.period + 1) * int(p.period)).cast("int64"),
    )
    judged = data.keep(op.benjamini_hochberg(top.left_join(ground.days(data, p).select("day", turn="date"), "day")))
    # backlogs come and go with everybody: what is unusual here is learnt from all officers of the data
    usual = op.quartiles(judged.filter(judged.p.notnull()).mutate(size=judged.times.ln()), "size")
    usual = usual.select(fence=(usual.q3 + p.fence * (usual.q3 - usual.q1)).exp(), others=usual.n)
    judged = judged.cross_join(usual)
    judged = judged.mutate(q=ibis.ifelse(judged.others >= p.officers, judged.q, ibis.null("float64")))
    judged = coded.named(judged, "officer", coded.officers(data))
    return op.assessed(
        judged,
        "officer",
        judged.officer,
        fired=peers.told(judged.q, (judged.q <= p.rate) & (judged.times >= p.times) & (judged.times > judged.fence)),
        value=judged.times,
        shown=("officer", "turn", "times", "fence", "count", "p", "q"),
    )


INDICATORS: Final = (
    Indicator(
        id="LYN-12",
        family="queue",
        title=Text(id="Petugas melambat sejak suatu tanggal", en="An officer slows after a date"),
        question=Text(
            id="Apakah berkas pada petugas ini menjadi jauh lebih lama sejak suatu waktu, sementara pada rekan tidak?",
            en="Did files with this officer become far slower from some day on, while those with colleagues did not?",
        ),
        rationale=Text(
            id="Jabatan baru, atasan baru, atau kesepakatan baru mengubah kebiasaan. Perubahan yang dialami semua orang tidak dihitung.",
            en="A new post, a new superior or a new arrangement changes habits. What changes for everybody does not count.",
        ),
        false_alarm=Text(
            id="Sakit, tugas tambahan, jenis berkas baru, atau sistem baru yang hanya dipakai petugas itu.",
            en="Illness, further duties, a new kind of file, or a new system that only this officer uses.",
        ),
        blind=Text(
            id="Yang lambat sejak awal data; perubahan bertahap; perubahan serentak seluruh kantor; pergantian di ujung data.",
            en="Who was slow from the start of the data; gradual change; a change of the whole office; a change at the very end.",
        ),
        needs={"service_events": ("officer",)},
        compute=_shifted,
        explain=Text(
            id="Sejak sekitar {turn:date}, berkas pada {officer} menunggu {times:2} kali selama sebelumnya, dibandingkan rekan "
            "({count:amount} masa; perubahan biasa di data ini sampai {fence:2} kali; q = {q:4}).",
            en="From about {turn:date}, files with {officer} waited {times:2} times as long as before, against colleagues ({count:amount} "
            "periods; ordinary changes in these data reach {fence:2} times; q = {q:4}).",
        ),
        source="house; cumulative sums against a Brownian bridge (one-sided Kolmogorov bound, long-run variance of a first-order process)",
        severity=WEAK,
        parameters=(
            Parameter("times", 2.0, Text(id="Kelipatan paling sedikit", en="Smallest ratio")),
            Parameter(
                "fence",
                2.0,
                Text(
                    id="Jarak dari kuartil atas semua petugas, dalam jarak antarkuartil",
                    en="Distance from the upper quartile of all officers, in interquartile ranges",
                ),
            ),
            Parameter(
                "officers", 10, Text(id="Petugas paling sedikit untuk mengenal yang biasa", en="Fewest officers to know what is usual")
            ),
            Parameter("periods", 10, Text(id="Masa paling sedikit", en="Fewest periods")),
            Parameter("files", 5, Text(id="Berkas paling sedikit dalam satu masa", en="Fewest files in a period")),
            peers.RATE,
            PERIOD,
            *ground.CLOCK,
        ),
    ),
)
