"""Overtime and allowances beyond what peers get, or beyond the days worked."""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, WEAK, Indicator
from amanah.redflags.indicators.payments.ready import UNIT
from amanah.redflags.indicators.payroll.ghosts import PRESENT, period
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text


def _outliers(data: Data, p: Parameters) -> Table:
    payroll = data["payroll"].filter(lambda t: t.component.notnull() & (t.pay > 0))
    payroll = payroll.filter(~payroll.component.lower().strip().isin([name.lower() for name in p.fixed]))
    rows = payroll.mutate(month=period(payroll), group=payroll.grade.coalesce("–") + " · " + payroll.unit.coalesce("–"))
    each = rows.group_by("employee_id", "month", "component", "group").aggregate(pay=rows.pay.sum().cast("int64"), name=rows["name"].min())
    each = each.mutate(size=each.pay.cast("float64"))
    peers = op.quartiles(each, "size", ("component", "group"))
    judged = each.join(peers, ["component", "group"]).select(each, peers.n, peers.q1, peers.q3)
    judged = judged.mutate(fence=judged.q3 + p.times * (judged.q3 - judged.q1))
    judged = judged.mutate(fence_shown=judged.fence.round().cast("int64"))
    return op.assessed(
        judged,
        "employee/month",
        judged.employee_id + "/" + judged.month + "/" + judged.component,
        fired=ibis.ifelse(judged.n >= p.minimum, judged["size"] > judged.fence, ibis.null("boolean")),
        value=judged["size"] / UNIT,
        shown=("employee_id", "name", "component", "month", "pay", "fence_shown", "group", "n"),
    )


def _days(data: Data, p: Parameters) -> Table:
    payroll = data["payroll"].filter(lambda t: t.days_paid.notnull())
    each = payroll.group_by("employee_id", month=period(payroll), component=payroll.component.coalesce("–")).aggregate(
        paid=payroll.days_paid.sum().cast("int64"), pay=payroll.pay.sum().cast("int64"), name=payroll["name"].min()
    )
    presence = data["presence"]
    counted = (*PRESENT, "cuti", "leave", "c") if p.leave_counts else PRESENT
    days = presence.filter(presence.state.lower().isin(counted)).select("employee_id", "day").distinct()
    present = days.group_by("employee_id", month=days.day.cast("string").substr(0, 7)).aggregate(present=days.count())
    months = presence.select(month=presence.day.cast("string").substr(0, 7)).distinct().mutate(recorded=ibis.literal(value=True))
    judged = each.left_join(months, "month").select(each, recorded=months.recorded.fill_null(False))
    judged = judged.left_join(present, ["employee_id", "month"]).select(judged, present=present.present.coalesce(0))
    judged = judged.mutate(excess=judged.paid - judged.present)
    return op.assessed(
        judged,
        "employee/month",
        judged.employee_id + "/" + judged.month + "/" + judged.component,
        fired=ibis.ifelse(judged.recorded, judged.excess > p.days, ibis.null("boolean")),
        value=judged.excess,
        shown=("employee_id", "name", "component", "month", "paid", "present", "excess", "pay"),
    )


INDICATORS: Final = (
    Indicator(
        id="GAJ-05",
        family="payroll",
        title=Text("Lembur atau tunjangan jauh di atas sesama", "Overtime or allowance far above peers"),
        question=Text(
            "Siapa yang menerima lembur atau tunjangan jauh di atas rekan segolongan seunit?",
            "Who gets overtime or allowances far above colleagues of the same grade and unit?",
        ),
        rationale=Text(
            "Komponen yang tidak tetap adalah tempat termudah menambah gaji.",
            "Variable components are the easiest place to add to a salary.",
        ),
        false_alarm=Text("Petugas piket, rapel, tugas khusus.", "People on duty, back pay, special tasks."),
        blind=Text(
            "Unit yang semuanya mengklaim berlebihan; kelompok kecil tidak dinilai.",
            "A unit in which all claim too much; small groups are not judged.",
        ),
        needs={"payroll": ("employee_id", "component", "pay")},
        compute=_outliers,
        explain=Text(
            "{employee_id} {name}: {component} {month} {pay:money}, di atas batas {fence_shown:money} dari {n} nilai sesama ({group}).",
            "{employee_id} {name}: {component} {month} {pay:money}, above the fence of {fence_shown:money} from {n} peer values ({group}).",
        ),
        source="Tukey's outer fence, quartiles of Hyndman and Fan's type 8; CAAT practice",
        severity=WEAK,
        parameters=(
            Parameter("times", 3.0, Text("Kali jarak antarkuartil di atas Q3", "Times the interquartile range above Q3")),
            Parameter("minimum", 12, Text("Nilai pembanding paling sedikit", "Fewest values to compare with")),
            Parameter(
                "fixed",
                ("gaji", "gaji pokok", "salary", "base salary"),
                Text("Komponen tetap yang dilewati", "Fixed components, passed over"),
            ),
        ),
    ),
    Indicator(
        id="GAJ-06",
        family="payroll",
        title=Text("Dibayar lebih banyak hari daripada hadir", "Paid for more days than present"),
        question=Text(
            "Apakah uang makan atau lembur dibayar untuk lebih banyak hari daripada kehadiran?",
            "Are meals or overtime paid for more days than people were there?",
        ),
        rationale=Text("Dua daftar yang dibuat orang berbeda harus cocok.", "Two lists kept by different people have to agree."),
        false_alarm=Text(
            "Presensi manual saat mesin rusak; tugas luar yang tidak dicatat.",
            "Manual presence while the machine was broken; duty elsewhere not entered.",
        ),
        blind=Text("Kehadiran yang dititipkan.", "Presence signed by others."),
        needs={"payroll": ("employee_id", "days_paid"), "presence": ("day", "state")},
        compute=_days,
        explain=Text(
            "{employee_id} {name}: {component} {month} dibayar {paid} hari, hadir {present} hari, lebih {excess} ({pay:money}).",
            "{employee_id} {name}: {component} {month} paid for {paid} days, present {present}, {excess} too many ({pay:money}).",
        ),
        source="house",
        severity=PLAIN,
        parameters=(
            Parameter("days", 0, Text("Kelebihan yang dibiarkan", "Excess left aside"), "day"),
            Parameter(
                "leave_counts", False, Text("Hari cuti dihitung sebagai hari yang dibayar", "Days of leave count as days to be paid")
            ),
        ),
    ),
)
