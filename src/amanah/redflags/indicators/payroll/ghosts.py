"""People who are paid although they are not there: not on the list, never present, sharing an account, gone."""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import identity
from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, STRONG, Indicator
from amanah.redflags.indicators.payments.ready import UNIT
from amanah.redflags.parameters import Parameters
from amanah.rulebook.rules import Text


def period(payroll: Table) -> ibis.expr.types.StringValue:
    """The month a payment is for, YYYY-MM: as written, else the month of the pay day."""
    return ibis.coalesce(payroll.period, payroll.pay_day.cast("string").substr(0, 7))


def _ghosts(data: Data, _p: Parameters) -> Table:
    payroll = data["payroll"].filter(lambda t: t.pay > 0)
    paid = payroll.group_by("employee_id", month=period(payroll)).aggregate(pay=payroll.pay.sum().cast("int64"), name=payroll["name"].min())
    listed = data.has("employees", "employee_id")
    judged = paid.mutate(known=ibis.null("int64"))
    if listed:
        master = data["employees"].select("employee_id", known=ibis.literal(1, "int64")).distinct()
        judged = paid.left_join(master, "employee_id").select(paid, known=master.known.coalesce(0))
    if data.has("presence", "day", "state"):
        presence = data["presence"]
        days = presence.group_by("employee_id", month=presence.day.cast("string").substr(0, 7)).aggregate(
            present=presence.state.lower().isin(PRESENT).cast("int64").sum(),
            excused=presence.state.lower().isin(EXCUSED).cast("int64").sum(),
        )
        months = days.select("month").distinct().mutate(recorded=ibis.literal(value=True))
        judged = judged.left_join(months, "month").select(judged, recorded=months.recorded.fill_null(False))
        judged = judged.left_join(days, ["employee_id", "month"]).select(
            judged, present=days.present.coalesce(0), excused=days.excused.coalesce(0)
        )
        # a month of leave is no ghost, and a month that the machine did not record says nothing
        absent = ibis.ifelse(judged.recorded, (judged.present + judged.excused) == 0, ibis.null("boolean"))
    else:
        judged = judged.mutate(present=ibis.null("int64"))
        absent = ibis.null("boolean")
    missing = judged.known == 0
    fired = ibis.ifelse(missing.isnull() & absent.isnull(), ibis.null("boolean"), missing.fill_null(False) | absent.fill_null(False))
    return op.assessed(
        judged,
        "employee/month",
        judged.employee_id + "/" + judged.month,
        fired=fired,
        value=judged.pay / UNIT,
        shown=("employee_id", "name", "month", "pay", "known", "present"),
    )


PRESENT: Final = ("hadir", "present", "h", "dinas", "dinas luar", "dl", "wfh")
EXCUSED: Final = ("cuti", "leave", "sakit", "ill", "izin", "c", "s", "i")


def _shared_account(data: Data, _p: Parameters) -> Table:
    payroll = data["payroll"].filter(lambda t: t.pay > 0)
    rows = payroll.mutate(number=identity.digits(payroll.account, 6))
    groups = (
        rows.filter(rows.number.notnull())
        .group_by("number")
        .aggregate(
            people=lambda t: t.employee_id.nunique(),
            one=lambda t: t.employee_id.min(),
            other=lambda t: t.employee_id.max(),
            pay=lambda t: t.pay.sum().cast("int64"),
            last=lambda t: t.pay_day.max(),
        )
    )
    return op.assessed(
        groups,
        "bank account",
        groups.number,
        fired=groups.people > 1,
        value=groups.people,
        shown=("number", "people", "one", "other", "pay", "last"),
    )


def _twice(data: Data, _p: Parameters) -> Table:
    staff = data["employees"]
    parts = []
    for kind, column in (("NIK", staff.nik), ("NPWP", staff.npwp)):
        rows = staff.select("employee_id", "name", held=identity.digits(column, 12)).filter(lambda t: t.held.notnull())
        parts.append(
            rows.group_by("held")
            .aggregate(
                people=rows.employee_id.nunique(),
                one=rows.employee_id.min(),
                other=rows.employee_id.max(),
                name=rows["name"].min(),
                other_name=rows["name"].max(),
            )
            .mutate(kind=ibis.literal(kind))
        )
    groups = ibis.union(*parts)
    return op.assessed(
        groups,
        "identity number",
        groups.kind + " " + groups.held,
        fired=groups.people > 1,
        value=groups.people,
        shown=("kind", "held", "people", "one", "other", "name", "other_name"),
    )


def _after_the_end(data: Data, _p: Parameters) -> Table:
    payroll = data["payroll"].filter(lambda t: t.pay > 0)
    staff = data["employees"]
    ends = staff.group_by("employee_id").aggregate(
        ended=staff.ended.max(), open=staff.ended.isnull().cast("int64").max(), name=staff["name"].min()
    )
    month = period(payroll)
    rows = (
        payroll.select("employee_id", "pay", "pay_day", month=month)
        .join(ends, "employee_id")
        .select("employee_id", "pay", "pay_day", "month", "ended", "open", "name")
    )
    # the last salary may come after the last day: it counts from the month after the one in which employment ended
    late = (rows.month > rows.ended.cast("string").substr(0, 7)) & (rows.open == 0)
    marked = rows.mutate(late=late.fill_null(False).cast("int64"))
    people = marked.group_by("employee_id").aggregate(
        name=marked.name.min(),
        ended=marked.ended.max(),
        times=marked.late.sum(),
        pay=(marked.pay * marked.late).sum().cast("int64"),
        first=ibis.ifelse(marked.late == 1, marked.pay_day, ibis.null("date")).min(),
    )
    return op.assessed(
        people,
        "employee",
        people.employee_id,
        fired=people.times > 0,
        value=people.pay / UNIT,
        shown=("employee_id", "name", "ended", "times", "pay", "first"),
    )


INDICATORS: Final = (
    Indicator(
        id="GAJ-01",
        family="payroll",
        title=Text("Digaji tetapi tidak ada", "Paid but not there"),
        question=Text(
            "Apakah ada yang digaji padahal tidak tercatat sebagai pegawai, atau tidak hadir sehari pun dalam sebulan?",
            "Is anybody paid who is not on the staff list, or was not there a single day of the month?",
        ),
        rationale=Text("Pegawai hantu adalah gaji yang diambil orang lain.", "A ghost employee is a salary that somebody else collects."),
        false_alarm=Text(
            "Tugas belajar, cuti di luar tanggungan, kantor tanpa mesin presensi, nomor pegawai yang salah ketik.",
            "Study leave, offices without a machine, a mistyped staff number.",
        ),
        blind=Text("Hantu yang juga diabsenkan oleh temannya.", "Ghosts for whom a friend signs in."),
        needs={"payroll": ("employee_id", "pay")},
        compute=_ghosts,
        explain=Text(
            "{employee_id} {name} digaji {pay:money} untuk {month}; tercatat sebagai pegawai: {known}; hari hadir atau dinas: {present}.",
            "{employee_id} {name} was paid {pay:money} for {month}; on the staff list: {known}; days present or on duty: {present}.",
        ),
        source="ACFE Fraud Examiners Manual, ghost employees",
        severity=STRONG,
    ),
    Indicator(
        id="GAJ-02",
        family="payroll",
        title=Text("Satu rekening untuk beberapa pegawai", "One account for several employees"),
        question=Text("Apakah gaji beberapa pegawai masuk ke satu rekening?", "Do the salaries of several employees go to one account?"),
        rationale=Text(
            "Yang mengumpulkan gaji hantu memerlukan tempat menampungnya.", "Who collects ghosts' salaries needs somewhere to put them."
        ),
        false_alarm=Text(
            "Suami istri yang sama-sama pegawai; rekening bendahara yang membagikan tunai.",
            "A married couple on the staff; a cashier's account for cash pay.",
        ),
        blind=Text("Rekening berbeda yang dipegang satu orang.", "Different accounts in one hand."),
        needs={"payroll": ("employee_id", "account", "pay")},
        compute=_shared_account,
        explain=Text(
            "Rekening {number} menerima gaji {people} pegawai, antara lain {one} dan {other}, seluruhnya {pay:money}, terakhir {last}.",
            "Account {number} received the pay of {people} employees, among them {one} and {other}, {pay:money} in all, last on {last}.",
        ),
        source="ACFE Fraud Examiners Manual, ghost employees",
        severity=STRONG,
    ),
    Indicator(
        id="GAJ-03",
        family="payroll",
        title=Text("NIK atau NPWP ganda", "Identity or tax number twice"),
        question=Text("Apakah dua pegawai memakai NIK atau NPWP yang sama?", "Do two employees carry one identity or tax number?"),
        rationale=Text("Satu orang dengan dua nomor pegawai digaji dua kali.", "One person with two staff numbers is paid twice."),
        false_alarm=Text(
            "Pegawai yang pindah dan mendapat nomor baru; NPWP suami yang dipakai istri.",
            "Staff who moved and got a new number; a wife using her husband's tax number.",
        ),
        blind=Text("Identitas palsu dengan nomor yang berbeda.", "False identities with different numbers."),
        needs={"employees": ("employee_id",)},
        compute=_twice,
        explain=Text(
            "{kind} {held} dipakai {people} pegawai, antara lain {one} dan {other} ({name}; {other_name}).",
            "{kind} {held} is used by {people} employees, among them {one} and {other} ({name}; {other_name}).",
        ),
        source="ACFE Fraud Examiners Manual, ghost employees",
        severity=STRONG,
    ),
    Indicator(
        id="GAJ-04",
        family="payroll",
        title=Text("Digaji setelah berhenti", "Paid after leaving"),
        question=Text(
            "Apakah gaji masih dibayar untuk bulan setelah pegawai berhenti?", "Is pay still going out for months after an employee left?"
        ),
        rationale=Text("Nama yang sudah pergi tidak lagi memeriksa slip gajinya.", "A name that has left no longer looks at its payslip."),
        false_alarm=Text("Tunjangan terutang, uang duka, rapel.", "Allowances owed, death grants, back pay."),
        blind=Text("Pegawai yang berhentinya tidak dicatat.", "Staff whose leaving nobody entered."),
        needs={"payroll": ("employee_id", "pay"), "employees": ("ended",)},
        compute=_after_the_end,
        explain=Text(
            "{employee_id} {name} berhenti {ended}, tetapi masih dibayar {times} kali sejak {first}, {pay:money}.",
            "{employee_id} {name} left on {ended}, yet was paid {times} times from {first} on, {pay:money}.",
        ),
        source="ACFE Fraud Examiners Manual, ghost employees",
        severity=PLAIN,
    ),
)
