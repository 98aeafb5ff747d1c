from datetime import date

from amanah.redflags.tests.hand import ask_of, data_of

PAID = {"vendor_id": "V1", "invoice": "INV-0012", "amount": 1_250_000_00, "paid": date(2026, 3, 2)}


def test_the_same_invoice_in_two_spellings_is_paid_twice() -> None:
    data = data_of(payments=[PAID, PAID | {"invoice": "inv 0012", "paid": date(2026, 3, 20)}, PAID | {"invoice": "INV-0013"}])

    answer, hits = ask_of("BYR-01", data)

    assert (answer.status, answer.fired, answer.clear) == ("fired", 1, 1)
    assert hits.rows[0]["value"] == 1_250_000
    assert hits.rows[0]["explanation"].endswith("senilai 1.250.000 dibayar 2 kali antara 2026-03-02 dan 2026-03-20.")


def test_beyond_a_year_or_from_another_vendor_is_another_bill_and_a_reversal_takes_one_away() -> None:
    other = {"vendor_id": "V3", "invoice": "7", "amount": 5_00, "paid": date(2026, 1, 5)}
    data = data_of(payments=[PAID, PAID | {"paid": date(2027, 3, 3)}, PAID | {"vendor_id": "V2"}, other, other, other | {"amount": -5_00}])

    assert ask_of("BYR-01", data)[0].status == "clear"


def test_two_of_three_that_are_close_are_enough_and_names_stand_in_for_numbers() -> None:
    named = {"vendor": "PT Maju, Tbk.", "invoice": "9", "amount": 100, "paid": date(2020, 1, 1)}
    data = data_of(payments=[named, named | {"paid": date(2026, 1, 1)}, named | {"paid": date(2026, 1, 2), "vendor": "pt maju tbk"}])

    assert ask_of("BYR-01", data)[1].subjects == ["PTMAJUTBK/9/100"]


def test_without_invoice_numbers_it_is_not_available() -> None:
    answer, hits = ask_of("BYR-01", data_of(payments=[{"vendor_id": "V1", "amount": 5, "paid": date(2026, 1, 1)}]), "en")

    assert (answer.status, answer.reason, hits.rows) == ("not available", "no data: payments.invoice", [])


def near(number: str, day: int = 10, amount: int = 500_00, vendor: str = "V1") -> dict:
    return {"payment_id": f"P{number}-{day}", "vendor_id": vendor, "invoice": number, "amount": amount, "paid": date(2026, 3, day)}


def test_a_digit_added_dropped_or_exchanged_is_nearly_the_same_and_so_is_one_unit_more() -> None:
    for other in (near("45710A", 12), near("47510", 12), near("4571", 12), near("45710", 12, 501_00)):
        answer, hits = ask_of("BYR-02", data_of(payments=[near("45710"), other]))
        assert (answer.fired, answer.clear) == (1, 1)
        assert hits.rows[0]["value"] in (500, 501)


def test_a_series_another_vendor_other_amounts_and_far_days_are_not_nearly_the_same() -> None:
    for other in (near("45711", 12), near("47510", 12, vendor="V2"), near("47510", 12, 502_00), near("99999", 12)):
        assert ask_of("BYR-02", data_of(payments=[near("45710"), other]))[0].status == "clear"
    assert ask_of("BYR-02", data_of(payments=[near("45710"), near("47510", 12)]), days=1)[0].status == "clear"


def test_too_many_bills_over_one_amount_cannot_be_compared() -> None:
    answer, _ = ask_of("BYR-02", data_of(payments=[near("45710"), near("47510", 12)]), crowd=1)

    assert (answer.status, answer.not_available) == ("not available", 2)
    assert ask_of("BYR-02", data_of(payments=[{"vendor_id": "V1", "amount": 5, "paid": date(2026, 1, 1)}]))[0].status == "not available"


def test_the_same_bill_to_two_vendors() -> None:
    answer, hits = ask_of("BYR-03", data_of(payments=[PAID, PAID | {"vendor_id": "V2", "invoice": "inv/0012"}]), "en")
    assert (answer.fired, hits.rows[0]["value"]) == (1, 1_250_000)
    assert hits.rows[0]["explanation"] == "Invoice INV-0012 over 1,250,000 was paid 2 times on 2026-03-02, among others to V1 and V2."


def test_one_vendor_or_small_sums_are_clear_and_without_days_it_cannot_be_asked() -> None:
    assert ask_of("BYR-03", data_of(payments=[PAID, PAID]))[0].status == "clear"
    assert (
        ask_of("BYR-03", data_of(payments=[PAID | {"paid": None}, PAID | {"vendor_id": "V2", "paid": None}]))[0].status == "not available"
    )


def test_payments_with_numbers_and_with_names_only_stand_side_by_side() -> None:
    named = {"vendor": "PT Maju", "invoice": "9", "amount": 100, "paid": date(2026, 1, 1)}
    numbered = PAID | {"vendor": "PT Maju"}
    nobody = {"invoice": "9", "amount": 100, "paid": date(2026, 1, 1)}
    data = data_of(payments=[named, named | {"vendor": "pt maju"}, numbered, numbered, nobody])

    answer, hits = ask_of("BYR-01", data)

    assert hits.subjects == ["PTMAJU/9/100", "V1/INV0012/125000000"]
    assert (answer.fired, answer.clear, answer.not_available) == (2, 0, 1)
