from datetime import date

from amanah.redflags.tests.hand import ask_of, data_of

PAID = {"vendor_id": "V1", "invoice": "INV-0012", "amount": 1_250_000_00, "paid": date(2026, 3, 2)}


def test_the_same_invoice_in_two_spellings_is_paid_twice() -> None:
    data = data_of(payments=[PAID, PAID | {"invoice": "inv 0012", "paid": date(2026, 3, 20)}, PAID | {"invoice": "INV-0013"}])

    answer, hits = ask_of("BYR-01", data)

    assert (answer.status, answer.fired, answer.clear) == ("fired", 1, 1)
    assert hits.rows[0]["value"] == 1_250_000
    assert hits.rows[0]["explanation"].endswith("senilai 1.250.000 dibayar 2 kali antara 2026-03-02 dan 2026-03-20.")


def test_beyond_a_year_or_from_another_vendor_is_another_bill() -> None:
    data = data_of(payments=[PAID, PAID | {"paid": date(2027, 3, 3)}, PAID | {"vendor_id": "V2"}])

    assert ask_of("BYR-01", data)[0].status == "clear"


def test_without_invoice_numbers_it_is_not_available() -> None:
    answer, hits = ask_of("BYR-01", data_of(payments=[{"vendor_id": "V1", "amount": 5, "paid": date(2026, 1, 1)}]), "en")

    assert (answer.status, answer.reason, hits.rows) == ("not available", "no data: payments.invoice", [])
