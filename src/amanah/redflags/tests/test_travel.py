from datetime import date

from amanah.redflags import nearness
from amanah.redflags.tests.hand import ask_of, data_of


def trip(number: str, first: int, last: int, who: str = "E1") -> dict:
    days = {"starts": date(2026, 3, first), "ends": date(2026, 3, last)}
    return {"trip_id": number, "employee_id": who, "name": "Tono", "grade": "III", "destination": "Medan"} | days


def test_two_trips_collide() -> None:
    answer, hits = ask_of("SPD-01", data_of(trips=[trip("S1", 2, 5), trip("S2", 4, 8), trip("S3", 4, 8, who="E2")]), "en")

    assert (answer.fired, answer.clear, hits.rows[0]["value"]) == (1, 1, 2)
    assert hits.rows[0]["explanation"].endswith("collide on 2 days.")


def test_returning_and_leaving_on_one_day_is_let_pass_two_orders_of_one_day_are_not() -> None:
    assert ask_of("SPD-01", data_of(trips=[trip("S1", 2, 5), trip("S2", 5, 8)]))[0].status == "clear"
    assert ask_of("SPD-01", data_of(trips=[trip("S1", 2, 2), trip("S2", 2, 2)]))[0].fired == 1
    assert ask_of("SPD-01", data_of(trips=[trip("S1", 8, 2)]))[0].status == "not available"


def at(day: int, state: str = "hadir") -> dict:
    return {"employee_id": "E1", "day": date(2026, 3, day), "state": state}


def test_present_in_the_middle_of_a_trip() -> None:
    answer, hits = ask_of("SPD-02", data_of(trips=[trip("S1", 2, 5)], presence=[at(2), at(3), at(5)]), "en")

    assert (answer.fired, hits.rows[0]["value"]) == (1, 1)
    assert (
        hits.rows[0]["explanation"]
        == "Tono, S1/E1 to Medan 2026-03-02–2026-03-05: presence says otherwise on 1 days, first on 2026-03-03 (hadir)."
    )
    assert ask_of("SPD-02", data_of(trips=[trip("S1", 2, 5)], presence=[at(5, "Cuti")]))[0].fired == 1


def test_on_duty_or_present_on_the_day_of_departure_is_clear_and_no_record_says_nothing() -> None:
    assert ask_of("SPD-02", data_of(trips=[trip("S1", 2, 5)], presence=[at(2), at(3, "dinas")]))[0].status == "clear"
    assert ask_of("SPD-02", data_of(trips=[trip("S1", 2, 5)], presence=[at(9)]))[0].status == "not available"


def test_more_than_twenty_days_of_a_month() -> None:
    trips = [trip("S1", 1, 12), trip("S2", 12, 21), trip("S3", 2, 4, who="E2")]

    answer, hits = ask_of("SPD-05", data_of(trips=trips), "en", minimum=2)

    # 21 different days; of the two values 3 and 21 the 95th percentile is the larger
    assert (answer.fired, answer.clear, hits.rows[0]["value"]) == (1, 1, 21)
    assert ask_of("SPD-05", data_of(trips=trips), minimum=2, days=21)[0].status == "clear"
    assert ask_of("SPD-05", data_of(trips=trips))[0].not_available == 2


def receipt(number: str | None, cost: int = 900_000, who: str = "E1", **more: object) -> dict:
    return {"trip_id": "S1", "employee_id": who, "kind": "hotel", "receipt": number, "vendor": "Hotel Melati", "cost": cost * 100} | more


def test_a_receipt_used_twice() -> None:
    answer, hits = ask_of("SPD-03", data_of(travel_receipts=[receipt("A-17"), receipt("a17", who="E2"), receipt("A-18")]), "en")

    assert (answer.fired, answer.clear, hits.rows[0]["value"]) == (1, 1, 2)
    assert hits.rows[0]["explanation"] == "hotel A-17 is used 2 times, among others in E1/S1/A-17 and E2/S1/a17, up to 900,000."
    assert ask_of("SPD-03", data_of(travel_receipts=[receipt("A-17"), receipt("A-17", vendor="Hotel Lain")]))[0].status == "clear"
    assert ask_of("SPD-03", data_of(travel_receipts=[receipt(None)]))[0].status == "not available"


def test_a_picture_used_twice_differs_in_few_bits() -> None:
    one, near, far = "ffff00001234abcd", "ffff00001234abc2", "0000ffff1234abcd"  # d is 1101, 2 is 0010: four bits; 32 bits
    rows = [receipt("1", image_hash=one), receipt("2", image_hash=near), receipt("3", image_hash=far)]

    answer, hits = ask_of("SPD-03", data_of(travel_receipts=rows))

    assert (answer.fired, hits.rows[0]["subject_type"], hits.rows[0]["value"]) == (1, "picture", 4)
    assert ask_of("SPD-03", data_of(travel_receipts=rows), bits=3)[0].status == "clear"


def test_the_distance_of_two_hashes_is_counted_bit_by_bit() -> None:
    table = data_of(travel_receipts=[receipt("1", image_hash="0" * 16, vendor="f" * 16)])["travel_receipts"]

    assert table.select(bits=nearness.distance(table.image_hash, table.vendor)).to_pyarrow()["bits"].to_pylist() == [64]


STANDARD = {"kind": "Hotel", "province": "Sumatera Utara", "most": 800_000_00, "since": date(2026, 1, 1), "basis": "PMK contoh"}


def test_above_the_standard_in_force_for_the_place() -> None:
    stay = receipt("A-17", 1_800_000, quantity=2.0, province="Sumatera Utara", day=date(2026, 3, 3))
    old = STANDARD | {"since": date(2025, 1, 1), "most": 2_000_000_00}

    answer, hits = ask_of("SPD-04", data_of(travel_receipts=[stay], cost_standards=[STANDARD, old]), "en")

    assert (answer.fired, hits.rows[0]["value"]) == (1, 100_000)
    assert "900,000 per unit, standard 800,000 (from 2026-01-01; PMK contoh)" in hits.rows[0]["explanation"]


def test_within_the_standard_is_clear_and_elsewhere_unknown() -> None:
    stay = receipt("A-17", 800_000, province="Sumatera Utara", day=date(2026, 3, 3))

    assert ask_of("SPD-04", data_of(travel_receipts=[stay], cost_standards=[STANDARD]))[0].status == "clear"
    assert ask_of("SPD-04", data_of(travel_receipts=[stay | {"province": "Bali"}], cost_standards=[STANDARD]))[0].status == "not available"
    assert ask_of("SPD-04", data_of(travel_receipts=[stay]))[0].status == "not available"


def test_five_numbers_in_sequence_or_half_of_all() -> None:
    rows = [receipt(f"A-{number}") for number in range(11, 16)] + [receipt("7", vendor="Hotel Mawar")]

    answer, hits = ask_of("SPD-06", data_of(travel_receipts=rows), "en", minimum=6)

    assert (answer.fired, answer.clear, hits.rows[0]["value"]) == (1, 1, 5 / 6)
    assert hits.rows[0]["explanation"] == "Hotel Melati: 5 of 6 receipts for hotel (83.3%), 4,500,000; 5 numbers in sequence."


def test_many_houses_are_clear_and_a_few_receipts_say_nothing() -> None:
    rows = [receipt(str(number * 3), vendor=f"Hotel {number % 4}") for number in range(20)]

    assert ask_of("SPD-06", data_of(travel_receipts=rows))[0].status == "clear"
    assert ask_of("SPD-06", data_of(travel_receipts=rows[:3]))[0].status == "not available"
