from datetime import date, datetime

import pytest

from amanah.redflags import linking
from amanah.redflags.tests.hand import ask_of, data_of

VENDOR = {"vendor_id": "V1", "name": "PT. Maju Jaya", "owner": "Budi Santoso", "account": "123-456-789"}
EMPLOYEE = {"employee_id": "E1", "name": "Budi Santosa", "account": "123456789", "nik": "3173010101800001"}
PAID = {"payment_id": "P1", "vendor_id": "V1", "vendor": "Maju Jaya, PT", "amount": 100_00, "paid": date(2026, 3, 20)}


def test_a_shared_account_ties_a_vendor_to_an_employee_and_says_why() -> None:
    others = [{"vendor_id": "V2", "name": "CV Lain", "phone": "021 555 0101"}, {"vendor_id": "V3", "name": "UD Tanpa Data"}]

    answer, hits = ask_of("GRT-01", data_of(vendors=[VENDOR, *others], employees=[EMPLOYEE]), "en")

    # weights: log2(.8 / 1e-7) = 22.9 for the account, log2(.2 / 1e-3) = 7.6 for nearly the same name, against log2 of odds 1e-5 = -16.6
    assert (answer.fired, answer.clear, answer.not_available, hits.subjects) == (1, 1, 1, ["V1/E1"])
    assert hits.rows[0]["value"] == pytest.approx(2**13.956 / (1 + 2**13.956), abs=1e-5)
    assert "share: account, person. Probability 1.000; weights (log2): account +22.9 person +7.6" in hits.rows[0]["explanation"]


def test_names_alone_tie_nobody_and_a_key_of_many_links_none() -> None:
    alike = {"vendor_id": "V1", "owner": "Budi Santosa", "phone": "0215550101"}
    assert ask_of("GRT-01", data_of(vendors=[alike], employees=[EMPLOYEE]))[0].status == "clear"

    crowd = [{"vendor_id": f"V{k}", "account": "123456789"} for k in range(linking.CROWD)]
    assert ask_of("GRT-01", data_of(vendors=crowd, employees=[EMPLOYEE]))[0].fired == 0


def test_without_employees_it_cannot_be_asked() -> None:
    assert ask_of("GRT-01", data_of(vendors=[VENDOR]), "en")[0].reason == "no data: employees"


def test_links_come_out_the_same_twice_and_between_vendors_too() -> None:
    tables = {"vendors": [VENDOR, VENDOR | {"vendor_id": "V2", "name": "CV Kembar"}], "employees": [EMPLOYEE]}
    first, again = (sorted(linking.links(data_of(**tables)).to_pyarrow().to_pylist(), key=str) for _ in range(2))

    assert first == again
    assert {(one["left_id"], one["right_id"]) for one in first} == {("V1", "V2"), ("V1", "E1"), ("V2", "E1")}


BIDS = [{"ocid": "T1", "bid": str(k), "tenderer_id": f"V{k}", "tenderer": f"Firma {k}"} for k in (1, 2, 3)]


def test_bidders_of_one_tender_with_one_telephone() -> None:
    vendors = [
        {"vendor_id": "V1", "phone": "+62 21 555-0101"},
        {"vendor_id": "V2", "phone": "0215550101"},
        {"vendor_id": "V3", "phone": "0215550999"},
    ]

    answer, hits = ask_of("GRT-02", data_of(bid_tenderers=BIDS, vendors=vendors), "en")

    assert (answer.fired, hits.subjects) == (1, ["T1/V1/V2"])
    assert hits.rows[0]["explanation"] == "In T1, Firma 1 (V1) and Firma 2 (V2) share 1 things, among them phone and phone."


def test_the_parties_of_a_release_tell_as_much_as_a_vendor_master() -> None:
    parties = [
        {"ocid": "T1", "party_id": f"V{k}", "address": text} for k, text in ((1, "Jl. Mawar No. 5, Bandung"), (2, "Jalan Mawar 5 Bandung"))
    ]

    assert ask_of("GRT-02", data_of(bid_tenderers=BIDS, parties=parties))[1].subjects == ["T1/V1/V2"]


def test_different_bidders_are_clear_other_tenders_do_not_count_and_nothing_known_is_not_available() -> None:
    apart = [{"vendor_id": "V1", "phone": "0215550101"}, {"vendor_id": "V2", "phone": "0215550102"}]
    assert ask_of("GRT-02", data_of(bid_tenderers=BIDS, vendors=apart))[0].status == "clear"

    elsewhere = [BIDS[0], BIDS[1] | {"ocid": "T2"}]
    same = [{"vendor_id": "V1", "phone": "0215550101"}, {"vendor_id": "V2", "phone": "0215550101"}]
    assert ask_of("GRT-02", data_of(bid_tenderers=elsewhere, vendors=same))[0].status == "clear"
    assert ask_of("GRT-02", data_of(bid_tenderers=BIDS))[0].status == "not available"


def test_an_officials_spouse_directs_the_winner() -> None:
    ties = [{"one": "E1", "other": "N9", "kind": "istri"}, {"one": "N9", "other": "V1", "kind": "direktur"}]

    answer, hits = ask_of("GRT-03", data_of(ties=ties, employees=[EMPLOYEE], payments=[PAID]), "en")

    assert (answer.fired, hits.rows[0]["value"]) == (1, 2)
    assert hits.rows[0]["explanation"] == (
        "Budi Santosa (E1) is tied to vendor V1 Maju Jaya, PT: istri → direktur (through N9); 1 times, 100."
    )
    assert ask_of("GRT-03", data_of(ties=ties, employees=[EMPLOYEE], payments=[PAID]), length=1)[0].status == "clear"


def test_officials_are_known_by_identity_number_too_three_ties_are_too_far_and_an_unknown_winner_says_nothing() -> None:
    direct = [{"one": "V1", "other": EMPLOYEE["nik"], "kind": "komisaris"}]
    assert ask_of("GRT-03", data_of(ties=direct, employees=[EMPLOYEE], payments=[PAID]))[1].rows[0]["value"] == 1

    far = [
        {"one": "E1", "other": "N1", "kind": "anak"},
        {"one": "N1", "other": "N2", "kind": "istri"},
        {"one": "N2", "other": "V1", "kind": "direktur"},
    ]
    assert ask_of("GRT-03", data_of(ties=far, employees=[EMPLOYEE], payments=[PAID]))[0].status == "clear"
    assert ask_of("GRT-03", data_of(ties=far[:1], employees=[EMPLOYEE], payments=[PAID]))[0].status == "not available"


GIFT = {"gift_id": "G1", "giver": "PT MAJU JAYA", "receiver": "Sari", "given": date(2026, 1, 5), "value": 2_000_000_00}


def test_a_giver_that_wins_within_half_a_year() -> None:
    answer, hits = ask_of("GRT-04", data_of(gifts=[GIFT], payments=[PAID]), "en")

    assert (answer.fired, hits.rows[0]["value"]) == (1, 74)
    assert hits.rows[0]["explanation"].startswith(
        "PT MAJU JAYA gave 2,000,000 on 2026-01-05 to Sari; the nearest award on 2026-03-20 (74 days later): P1"
    )


def test_awards_count_before_payments_and_other_givers_are_clear() -> None:
    tables = {
        "awards": [{"ocid": "T1", "award": "A", "status": "active", "awarded": datetime.fromisoformat("2025-12-30T10:00"), "amount": 7.0}],
        "award_suppliers": [{"ocid": "T1", "award": "A", "supplier_id": "V1", "supplier": "Maju Jaya"}],
    }
    assert ask_of("GRT-04", data_of(gifts=[GIFT], payments=[PAID], **tables))[1].rows[0]["value"] == -6
    assert ask_of("GRT-04", data_of(gifts=[GIFT], payments=[PAID | {"paid": date(2026, 8, 20)}]))[0].status == "clear"
    assert ask_of("GRT-04", data_of(gifts=[GIFT | {"giver": "PT Lain"}], payments=[PAID]))[0].status == "clear"
    assert ask_of("GRT-04", data_of(gifts=[GIFT]))[0].status == "not available"


def test_a_company_of_ninety_days() -> None:
    answer, hits = ask_of("GRT-05", data_of(vendors=[VENDOR | {"founded": date(2025, 12, 20)}], payments=[PAID]))

    assert (answer.fired, hits.rows[0]["value"]) == (1, 90)
    assert ask_of("GRT-05", data_of(vendors=[VENDOR | {"founded": date(2025, 3, 20)}], payments=[PAID]))[0].status == "clear"
    later = [VENDOR | {"founded": date(2026, 5, 1)}]
    assert ask_of("GRT-05", data_of(vendors=later, payments=[PAID]))[0].status == "not available"


def test_a_barred_vendor_is_paid() -> None:
    sanction = {"barred": "PT Maju Jaya", "since": date(2026, 1, 1), "until": date(2026, 12, 31), "reason": "pemalsuan"}

    answer, hits = ask_of("GRT-06", data_of(blacklist=[sanction], payments=[PAID]), "en")

    assert (answer.fired, hits.rows[0]["value"], hits.rows[0]["severity"]) == (1, 1, 2)
    by_number = data_of(
        blacklist=[sanction | {"barred": "Lain", "npwp": "01.234.567.8-901.000"}],
        payments=[PAID],
        vendors=[VENDOR | {"npwp": "012345678901000"}],
    )
    assert ask_of("GRT-06", by_number)[1].rows[0]["severity"] == 3


def test_before_and_after_a_sanction_is_clear_and_without_winners_nothing_is_known() -> None:
    sanction = {"barred": "PT Maju Jaya", "since": date(2026, 4, 1)}

    assert ask_of("GRT-06", data_of(blacklist=[sanction], payments=[PAID]))[0].status == "clear"
    assert ask_of("GRT-06", data_of(blacklist=[sanction]))[0].status == "not available"
