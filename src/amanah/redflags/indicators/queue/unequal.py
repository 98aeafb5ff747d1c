"""Whether the wait on one officer's own desk depends on who brings the file."""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import STRONG, Indicator
from amanah.redflags.indicators.queue import coded, ground, peers
from amanah.redflags.indicators.queue.order import PERIOD
from amanah.redflags.indicators.queue.waiting import officer_scores, scored
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text


def _unequal(data: Data, p: Parameters) -> Table:
    rows = officer_scores(data, p)
    rows = rows.mutate(agent=rows.agent.coalesce(coded.NOBODY)).drop("score")
    stratum = ("pool", "officer", "period")
    pairs = peers.against_peers(data, scored(rows, stratum), "score", ("officer", "agent"), stratum, "filed_week")
    pairs = pairs.filter((pairs.n >= p.files) & (pairs.weeks >= p.clusters) & (pairs.weight > 0))
    pace = pairs.excess / pairs.weight
    sigma = pairs.spread / pairs.weight
    z = peers.as_normal(pace / sigma, pairs.weeks - 1)
    known = pairs.mutate(
        pace=pace, trust=1 / (sigma * sigma), z=z, tempo=ibis.ifelse(pairs.agent == coded.NOBODY, pace, ibis.null("float64"))
    )
    judged = known.group_by("officer").aggregate(
        groups=known.count().cast("float64"),
        q_sum=(known.z * known.z).sum(),
        trust=known.trust.sum(),
        trusts=(known.trust * known.trust).sum(),
        mean=(known.trust * known.pace).sum(),
        n=known.n.sum(),
        alone=known.tempo.max(),
        fastest=known.pace.max(),
        slowest=known.pace.min(),
    )
    freedom = judged.groups - 1
    between = ibis.greatest(judged.q_sum - freedom, 0.0) / ibis.greatest(judged.trust - judged.trusts / judged.trust, 1e-9)
    z = op.chi_square_z(judged.q_sum, ibis.greatest(freedom, 1.0))
    tested = op.with_tail(judged.mutate(differs=between.sqrt().exp()), op.only(judged.groups >= p.groups, z))
    tested = op.benjamini_hochberg(tested)
    tested = tested.mutate(times=(tested.fastest - tested.slowest).exp())
    tested = coded.named(tested, "officer", coded.officers(data))
    return op.assessed(
        tested,
        "officer",
        tested.officer,
        fired=peers.told(tested.q, (tested.q <= p.rate) & (tested.differs >= p.margin)),
        value=tested.differs,
        shown=("officer", "n", "groups", "differs", "times", "p", "q"),
    )


INDICATORS: Final = (
    Indicator(
        id="LYN-20",
        family="queue",
        title=Text(id="Petugas membedakan pembawa berkas", en="An officer treats bringers unequally"),
        question=Text(
            id="Apakah lama tunggu di meja petugas ini bergantung pada siapa yang membawa berkas?",
            en="Does the wait on this officer's desk depend on who brings the file?",
        ),
        rationale=Text(
            id="Petugas yang lambat memperlambat semua orang; petugas yang memeras membedakan. Perbandingan hanya di meja sendiri, "
            "sehingga beban, "
            "kecepatan, dan lemahnya kantor tidak berpengaruh.",
            en="A slow officer slows everybody; one who extorts makes differences. The comparison stays on one desk, so workload, speed "
            "and a weak "
            "office have no part in it.",
        ),
        false_alarm=Text(
            id="Perusahaan yang mutu berkasnya sangat berbeda; jenis berkas yang tidak dibedakan dalam data.",
            en="Firms whose files differ much in quality; kinds of files that the data do not tell apart.",
        ),
        blind=Text(
            id="Pembayar dan bukan pembayar yang datang lewat perusahaan yang sama; meja yang semua tamunya membayar.",
            en="Payers and others who come through the same firm; a desk where everybody pays.",
        ),
        needs={"service_events": ("officer", "agent")},
        compute=_unequal,
        explain=Text(
            id="Di meja {officer}, {n:amount} berkas dari {groups:amount} pembawa (perusahaan, atau sendiri) menunggu dengan laju yang "
            "berbeda-beda: simpangan "
            "{differs:2} kali, tercepat terhadap terlambat {times:1} kali (q = {q:4}).",
            en="On the desk of {officer}, {n:amount} files from {groups:amount} bringers (firms, or people alone) waited at different "
            "paces: typically "
            "{differs:2} times apart, fastest to slowest {times:1} times (q = {q:4}).",
        ),
        source="house; Cochran's Q over log-rank scores",
        severity=STRONG,
        parameters=(
            Parameter("margin", 1.25, Text(id="Simpangan laju yang dianggap wajar", en="Difference of pace taken as normal")),
            Parameter("groups", 5, Text(id="Pembawa berkas paling sedikit", en="Fewest bringers")),
            Parameter("files", 10, Text(id="Berkas paling sedikit per pembawa", en="Fewest files of a bringer")),
            Parameter("clusters", 5, Text(id="Minggu paling sedikit per pembawa", en="Fewest weeks of a bringer")),
            peers.RATE,
            PERIOD,
            *ground.CLOCK,
        ),
    ),
)
