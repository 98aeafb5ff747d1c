"""Fees against tariffs, and certificates against the money that the treasury received for them."""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, STRONG, Indicator
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text


def _fees(data: Data, p: Parameters) -> Table:
    events = data["service_events"]
    paid = events.filter(events.fee.notnull() & events.tariff.notnull())
    paid = paid.mutate(off=paid.fee - paid.tariff)
    cases = paid.group_by("case").aggregate(over=paid.off.max(), under=paid.off.min())
    cases = cases.mutate(off=ibis.ifelse(cases.over >= -cases.under, cases.over, cases.under))
    wrong = cases.off.abs() > int(p.slack)
    hits = paid.join(cases.filter(wrong).select("case", wanted="off"), "case")
    hits = (
        hits.filter(hits.off == hits.wanted)
        .group_by("case")
        .aggregate(fee=hits.fee.max(), tariff=hits.tariff.min(), officer=hits.officer.max(), step=hits.activity.min())
    )
    judged = cases.left_join(hits, "case").drop("case_right")
    return op.assessed(
        judged,
        "case",
        judged.case,
        fired=judged.off.abs() > int(p.slack),
        value=judged.off.cast("float64") / 100,
        shown=("case", "fee", "tariff", "off", "officer", "step"),
    )


def _sums(data: Data, p: Parameters) -> Table:
    papers, receipts, tariffs = data["certificates"], data["receipts"], data["tariffs"]
    papers = papers.mutate(kind=papers.kind.coalesce(""))
    priced = papers.join(tariffs.rename(tariff_kind="kind"), "service")
    holds = (priced.since.isnull() | (priced.since <= priced.issued)) & (priced.until.isnull() | (priced.issued <= priced.until))
    # a tariff of the very kind goes before the one for all kinds
    fits = priced.filter(holds & (priced.tariff_kind.isnull() | (priced.tariff_kind == priced.kind)))
    own = fits.filter(fits.tariff_kind.notnull()).group_by("certificate").aggregate(tariff=lambda t: t.tariff.max())
    every = fits.filter(fits.tariff_kind.isnull()).group_by("certificate").aggregate(common=lambda t: t.tariff.max())
    due = papers.left_join(own, "certificate").drop("certificate_right").left_join(every, "certificate").drop("certificate_right")
    due = due.mutate(owed=due.tariff.coalesce(due.common), year=due.issued.year())
    issued = due.group_by("service", "year").aggregate(certificates=due.count(), priced=due.owed.count(), owed=due.owed.sum().coalesce(0))
    came = (
        receipts.mutate(year=receipts.received.year())
        .group_by("service", "year")
        .aggregate(receipts=lambda t: t.count(), amount=lambda t: t.amount.sum())
    )
    both = issued.left_join(came, ["service", "year"]).drop("service_right", "year_right")
    both = both.mutate(amount=both.amount.coalesce(0), receipts=both.receipts.coalesce(0))
    both = both.mutate(gap=both.owed - both.amount)
    part = both.gap.abs() / ibis.greatest(both.owed, 1)
    return op.assessed(
        both.mutate(part=part),
        "service and year",
        both.service + " / " + both.year.cast("string"),
        fired=ibis.ifelse((both.priced == both.certificates) & (both.certificates >= p.minimum), part > p.tolerance, ibis.null("boolean")),
        value=both.gap.cast("float64") / 100,
        shown=("service", "year", "certificates", "owed", "receipts", "amount", "gap", "part"),
    )


def _numbers(data: Data, p: Parameters) -> Table:
    papers = data["certificates"].mutate(ntpn=data["certificates"].ntpn.upper().re_replace("[^A-Z0-9]", "").nullif(""))
    known = data["receipts"].mutate(ntpn=data["receipts"].ntpn.upper().re_replace("[^A-Z0-9]", ""))
    known = known.group_by("ntpn").aggregate(amount=lambda t: t.amount.sum())
    uses = papers.filter(papers.ntpn.notnull()).group_by("ntpn").aggregate(uses=lambda t: t.count())
    judged = papers.left_join(known, "ntpn").drop("ntpn_right").left_join(uses, "ntpn").drop("ntpn_right")
    without, unknown, shared = judged.ntpn.isnull(), judged.amount.isnull(), judged.uses > int(p.uses)
    judged = judged.mutate(
        trouble=ibis.cases((without, "–"), (unknown, "?"), else_=judged.uses.cast("string") + "×"),
        number=judged.ntpn.coalesce("–"),
        times=judged.uses.coalesce(0),
    )
    return op.assessed(
        judged,
        "certificate",
        judged.certificate,
        fired=(without | unknown | shared).fill_null(False),
        value=judged.times,
        shown=("certificate", "issued", "number", "trouble", "agent"),
    )


INDICATORS: Final = (
    Indicator(
        id="LYN-05",
        family="queue",
        title=Text(id="Biaya berbeda dari tarif", en="Fee other than the tariff"),
        question=Text(id="Apakah yang dibayar berbeda dari tarif resmi?", en="Was something other than the official tariff paid?"),
        rationale=Text(
            id="Tarif PNBP adalah satu angka. Lebih adalah pungutan, kurang adalah kerugian negara.",
            en="A state tariff is one number. More is a levy, less is a loss to the state.",
        ),
        false_alarm=Text(
            id="Beberapa tarif dibayar dalam satu setoran; tarif yang berganti di tengah proses; salah ketik.",
            en="Several tariffs paid in one sum; a tariff that changed midway; a slip of the pen.",
        ),
        blind=Text(
            id="Uang di luar pembukuan tidak ada di kolom biaya mana pun: justru pungutan yang nyata tidak tampak di sini.",
            en="Money off the books is in no fee column: the real levy is just what this does not see.",
        ),
        needs={"service_events": ("fee", "tariff")},
        compute=_fees,
        explain=Text(
            id="Berkas {case} membayar {fee:money} pada langkah {step}, tarifnya {tariff:money} (selisih {off:money}); petugas {officer}.",
            en="File {case} paid {fee:money} at step {step}, the tariff is {tariff:money} (difference {off:money}); officer {officer}.",
        ),
        source="house",
        severity=STRONG,
        parameters=(
            Parameter("slack", 0, Text(id="Selisih yang diabaikan, per seratus", en="Difference ignored, in hundredths"), "1/100"),
        ),
    ),
    Indicator(
        id="LYN-16",
        family="queue",
        title=Text(id="Sertifikat kali tarif tidak sama dengan setoran", en="Certificates times tariff differ from receipts"),
        question=Text(
            id="Apakah setoran negara setahun sama dengan jumlah sertifikat yang terbit kali tarifnya?",
            en="Do a year's state receipts equal the certificates issued times their tariff?",
        ),
        rationale=Text(
            id="Antrean tidak dapat menunjukkan uang yang tidak masuk; pencocokan dua pembukuan yang dibuat orang berbeda dapat.",
            en="A queue cannot show money that never came in; comparing two books kept by different people can.",
        ),
        false_alarm=Text(
            id="Setoran tahun lalu untuk sertifikat tahun ini; permohonan yang ditolak setelah membayar; sertifikat pengganti tanpa biaya.",
            en="Last year's payments for this year's certificates; applications refused after paying; replacement certificates without a "
            "fee.",
        ),
        blind=Text(
            id="Pungutan di atas tarif: tarif disetor penuh, sisanya tidak di pembukuan mana pun.",
            en="A levy on top of the tariff: the tariff is paid in full, the rest is in no book.",
        ),
        needs={"certificates": ("issued", "service"), "receipts": ("amount", "received", "service"), "tariffs": ("service", "tariff")},
        compute=_sums,
        explain=Text(
            id="{service} tahun {year}: {certificates:amount} sertifikat seharusnya {owed:money}, {receipts:amount} setoran berjumlah "
            "{amount:money}; selisih {gap:money} "
            "({part:percent}).",
            en="{service} in {year}: {certificates:amount} certificates make {owed:money}, {receipts:amount} receipts add up to "
            "{amount:money}; difference {gap:money} "
            "({part:percent}).",
        ),
        source="house",
        severity=PLAIN,
        parameters=(
            Parameter("tolerance", 0.02, Text(id="Selisih yang dianggap wajar", en="Difference taken as normal")),
            Parameter("minimum", 10, Text(id="Sertifikat paling sedikit", en="Fewest certificates")),
        ),
    ),
    Indicator(
        id="LYN-17",
        family="queue",
        title=Text(id="Sertifikat tanpa setoran sendiri", en="Certificate without a receipt of its own"),
        question=Text(
            id="Apakah sertifikat ini tidak bernomor NTPN, memakai NTPN yang tidak dikenal, atau NTPN yang dipakai sertifikat lain?",
            en="Has this certificate no NTPN, one that is unknown, or one that another certificate uses too?",
        ),
        rationale=Text(
            id="Setiap sertifikat berbayar punya satu bukti setoran. Nomor yang dipakai berulang menutupi sertifikat yang tidak disetor.",
            en="Every certificate with a fee has one receipt. A number used again covers a certificate that was not paid in.",
        ),
        false_alarm=Text(
            id="Setoran kolektif yang sah untuk banyak berkas (naikkan `uses`); ekspor setoran yang tidak lengkap.",
            en="Lawful joint payments for many files (raise `uses`); an incomplete export of receipts.",
        ),
        blind=Text(id="Setoran yang benar dengan pungutan tambahan di luarnya.", en="A correct receipt with a levy on top."),
        needs={"certificates": ("ntpn",), "receipts": ("ntpn",)},
        compute=_numbers,
        explain=Text(
            id="Sertifikat {certificate} terbit {issued:date} dengan NTPN {number}: {trouble} (– tanpa nomor, ? tidak ada di setoran, × "
            "dipakai sebanyak itu); perusahaan {agent}.",
            en="Certificate {certificate} of {issued:date} carries NTPN {number}: {trouble} (– none, ? not among the receipts, × used so "
            "often); firm {agent}.",
        ),
        source="house",
        severity=STRONG,
        parameters=(Parameter("uses", 1, Text(id="Sertifikat per NTPN, paling banyak", en="Most certificates per NTPN")),),
    ),
)
