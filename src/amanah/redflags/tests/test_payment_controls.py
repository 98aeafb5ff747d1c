from datetime import date

from amanah.redflags.tests.hand import ask_of, data_of

PAID = {"payment_id": "P1", "vendor_id": "V1", "amount": 100_00, "paid": date(2026, 3, 20)}


def test_a_vendor_asleep_for_a_year_and_suddenly_large() -> None:
    small = PAID | {"amount": 5_00, "paid": date(2025, 1, 1), "payment_id": "P0"}

    others = [small | {"vendor_id": f"V{10 + month}", "paid": date(2025, month, 9)} for month in range(1, 13)]

    answer, hits = ask_of("BYR-14", data_of(payments=[small, *others, PAID]), "en", minimum=1)

    assert (answer.fired, answer.not_available, hits.rows[0]["value"]) == (1, 13, 100)
    assert hits.rows[0]["explanation"].startswith("Vendor V1 got 100 on 2026-03-20 (P1); days without payment before: 443;")


def test_where_the_file_has_a_hole_nobody_was_asleep_and_a_new_vendor_is_known_by_its_registration() -> None:
    small = PAID | {"amount": 5_00, "paid": date(2025, 1, 1), "payment_id": "P0"}
    assert ask_of("BYR-14", data_of(payments=[small, PAID]), minimum=1)[0].status == "not available"

    registered = [{"vendor_id": "V1", "registered": date(2026, 3, 1)}]
    answer, hits = ask_of("BYR-14", data_of(payments=[PAID, small | {"vendor_id": "V2"}], vendors=registered), "en", minimum=1)
    assert (answer.fired, hits.rows[0]["explanation"].split("; ")[-1]) == (1, "days since registration: 19.")


def test_a_vendor_paid_all_along_is_clear_and_a_first_payment_says_nothing() -> None:
    assert ask_of("BYR-14", data_of(payments=[PAID, PAID | {"paid": date(2026, 4, 20)}]), minimum=1)[0].status == "clear"
    assert ask_of("BYR-14", data_of(payments=[PAID]), minimum=1)[0].status == "not available"


CHANGE = {
    "change_id": "C1",
    "vendor_id": "V1",
    "changed": date(2026, 3, 10),
    "account_before": "111",
    "account_after": "222",
    "changed_by": "jaya",
}


def test_an_account_changed_paid_and_put_back() -> None:
    back = CHANGE | {"change_id": "C2", "changed": date(2026, 4, 1), "account_before": "222", "account_after": "111"}

    answer, hits = ask_of("BYR-15", data_of(payments=[PAID], bank_changes=[CHANGE, back]), "en")

    assert (answer.fired, answer.clear, hits.subjects) == (1, 1, ["C1"])
    assert (hits.rows[0]["value"], hits.rows[0]["severity"]) == (100, 3)
    assert hits.rows[0]["explanation"].endswith("(by jaya); within 14 days it was paid 1 times, 100. Put back after 22 days.")


def test_a_change_that_stays_weighs_little_one_long_before_nothing_and_none_cannot_be_asked() -> None:
    assert ask_of("BYR-15", data_of(payments=[PAID], bank_changes=[CHANGE]))[1].rows[0]["severity"] == 1
    assert ask_of("BYR-15", data_of(payments=[PAID | {"account_to": "111"}], bank_changes=[CHANGE]))[0].status == "clear"
    assert ask_of("BYR-15", data_of(payments=[PAID], bank_changes=[CHANGE | {"changed": date(2026, 3, 5)}]))[0].status == "clear"
    assert ask_of("BYR-15", data_of(payments=[PAID]))[0].reason == "tidak ada data: bank_changes"


def test_paid_before_receipt_and_beyond_the_contract() -> None:
    early = PAID | {"received": date(2026, 3, 25), "contract": "K1", "contract_value": 150_00}
    data = data_of(payments=[early, early | {"payment_id": "P2", "received": date(2026, 3, 20)}])

    answer, hits = ask_of("BYR-16", data, "en")

    assert (answer.fired, answer.clear) == (2, 1)
    assert [(row["subject_type"], row["subject_id"], row["value"]) for row in hits.rows] == [("contract", "K1", 50), ("payment", "P1", 5)]


def test_after_receipt_and_within_the_contract_is_clear_and_without_either_nothing_is_known() -> None:
    fine = PAID | {"received": date(2026, 3, 19), "contract": "K1", "contract_value": 100_00}

    assert ask_of("BYR-16", data_of(payments=[fine]))[0].status == "clear"
    assert ask_of("BYR-16", data_of(payments=[PAID]))[0].status == "not available"


def test_who_enters_does_not_approve() -> None:
    rows = [
        PAID | {"created_by": " Jaya P", "approved_by": "jaya p"},
        PAID | {"payment_id": "P2", "created_by": "sari", "approved_by": "jaya"},
        PAID | {"payment_id": "P3", "created_by": "sari"},
    ]

    answer, hits = ask_of("BYR-18", data_of(payments=rows), "en")

    assert (answer.fired, answer.clear, answer.not_available) == (1, 1, 1)
    assert hits.rows[0]["explanation"] == "Payment P1 over 100 (2026-03-20) was entered and approved by jaya p."
    assert ask_of("BYR-18", data_of(payments=[PAID]))[0].status == "not available"
