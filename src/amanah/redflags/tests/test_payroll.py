from datetime import date

from amanah.redflags.tests.hand import ask_of, data_of

PAY = {"employee_id": "E1", "name": "Sari", "pay_day": date(2026, 3, 1), "pay": 5_000_000_00, "component": "gaji", "account": "111-222-333"}
STAFF = {"employee_id": "E1", "name": "Sari", "nik": "3173010101800001"}


def there(*days: int, state: str = "Hadir", who: str = "E1", month: int = 3) -> list[dict]:
    return [{"employee_id": who, "day": date(2026, month, day), "state": state} for day in days]


def test_paid_but_not_on_the_list_or_never_there() -> None:
    rows = [PAY, PAY | {"employee_id": "E2"}, PAY | {"employee_id": "E9"}]

    answer, hits = ask_of("GAJ-01", data_of(payroll=rows, employees=[STAFF, STAFF | {"employee_id": "E2"}], presence=there(2)), "en")

    assert (answer.fired, answer.clear, hits.subjects) == (2, 1, ["E2/2026-03", "E9/2026-03"])
    assert hits.rows[1]["explanation"] == "E9 Sari was paid 5,000,000 for 2026-03; on the staff list: 0; days present or on duty: 0."


def test_leave_is_no_absence_a_month_without_records_says_nothing_and_without_lists_nothing_does() -> None:
    assert ask_of("GAJ-01", data_of(payroll=[PAY], presence=there(2, state="cuti")))[0].status == "clear"
    assert ask_of("GAJ-01", data_of(payroll=[PAY], presence=there(2, month=4)))[0].not_available == 1
    assert ask_of("GAJ-01", data_of(payroll=[PAY]))[0].status == "not available"


def test_one_account_for_two() -> None:
    answer, hits = ask_of("GAJ-02", data_of(payroll=[PAY, PAY | {"employee_id": "E2", "account": "111222333"}]), "en")

    assert (answer.fired, hits.rows[0]["value"]) == (1, 2)
    assert hits.rows[0]["explanation"].startswith(
        "Account 111222333 received the pay of 2 employees, among them E1 and E2, 10,000,000 in all"
    )
    assert ask_of("GAJ-02", data_of(payroll=[PAY, PAY]))[0].status == "clear"
    assert ask_of("GAJ-02", data_of(payroll=[PAY | {"account": None}]))[0].status == "not available"


def test_one_identity_number_for_two() -> None:
    twin = STAFF | {"employee_id": "E2", "nik": "3173.0101.0180.0001"}

    assert ask_of("GAJ-03", data_of(employees=[STAFF, twin]))[1].subjects == ["NIK 3173010101800001"]
    assert ask_of("GAJ-03", data_of(employees=[STAFF, twin | {"nik": "3173010101800002"}]))[0].status == "clear"
    assert ask_of("GAJ-03", data_of(employees=[{"employee_id": "E1"}]))[0].status == "not available"


def test_paid_after_leaving() -> None:
    gone = [STAFF | {"ended": date(2026, 1, 20)}]

    answer, hits = ask_of("GAJ-04", data_of(payroll=[PAY, PAY | {"pay_day": date(2026, 1, 30)}], employees=gone), "en")

    assert (answer.fired, hits.rows[0]["value"]) == (1, 5_000_000)
    assert hits.rows[0]["explanation"] == "E1 Sari left on 2026-01-20, yet was paid 1 times from 2026-03-01 on, 5,000,000."
    arrears = [PAY | {"period": "2026-01"}]
    assert ask_of("GAJ-04", data_of(payroll=arrears, employees=gone))[0].status == "clear"
    assert ask_of("GAJ-04", data_of(payroll=[PAY], employees=[STAFF]))[0].status == "not available"


def overtime(*amounts: int) -> list[dict]:
    return [PAY | {"employee_id": f"E{place}", "component": "lembur", "pay": amount * 100} for place, amount in enumerate(amounts)]


def test_overtime_beyond_the_outer_fence() -> None:
    # eleven values 100…110 and 1,000: type 8 quartiles of twelve are at places 3.42 and 9.25, Q1 102.4167, Q3 108.5833, fence 127.0833
    answer, hits = ask_of("GAJ-05", data_of(payroll=overtime(*range(100, 111), 1_000)), "en")

    assert (answer.fired, answer.clear, hits.rows[0]["value"]) == (1, 11, 1_000)
    assert "above the fence of 127.08 from 12 peer values" in hits.rows[0]["explanation"]
    assert ask_of("GAJ-05", data_of(payroll=overtime(*range(100, 112))))[0].status == "clear"
    assert ask_of("GAJ-05", data_of(payroll=overtime(1, 1_000)))[0].not_available == 2
    assert ask_of("GAJ-05", data_of(payroll=[PAY]))[0].status == "not available"


def test_paid_for_more_days_than_present() -> None:
    meals = PAY | {"component": "uang makan", "days_paid": 4}

    answer, hits = ask_of("GAJ-06", data_of(payroll=[meals], presence=there(2, 3, 3) + there(4, state="cuti")), "en")

    assert (answer.fired, hits.rows[0]["value"]) == (1, 2)
    assert "paid for 4 days, present 2, 2 too many" in hits.rows[0]["explanation"]
    assert ask_of("GAJ-06", data_of(payroll=[meals], presence=there(2, 3, 4, 5)))[0].status == "clear"
    assert ask_of("GAJ-06", data_of(payroll=[meals], presence=there(2, month=5)))[0].status == "not available"
