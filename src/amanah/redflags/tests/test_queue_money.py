from datetime import date

from amanah.redflags.tests.hand import ask_of, data_of
from amanah.redflags.tests.queue_files import START

TARIFF = 275_000_00
PAID = {"activity": "Bayar", "time": START, "officer": "A", "fee": TARIFF, "tariff": TARIFF}


def test_a_fee_other_than_the_tariff():
    rows = [PAID | {"case": "right"}, PAID | {"case": "more", "fee": 6_000_000_00}, PAID | {"case": "less", "fee": 0}]

    answer, hits = ask_of("LYN-05", data_of(service_events=rows), "en")

    assert (answer.fired, answer.clear, hits.subjects) == (2, 1, ["less", "more"])
    assert [row["value"] for row in hits.rows] == [-275_000, 5_725_000]
    assert "paid 6,000,000 at step Bayar, the tariff is 275,000 (difference 5,725,000); officer A" in hits.rows[1]["explanation"]


def test_without_a_tariff_fees_cannot_be_judged():
    answer, _hits = ask_of("LYN-05", data_of(service_events=[PAID | {"case": "1", "tariff": None}]), "en")

    assert (answer.status, answer.reason) == ("not available", "no data: service_events.tariff")


def papers(service, count, year=2025):
    return [{"certificate": f"{service}{year}-{n}", "issued": date(year, 3, 1), "service": service, "kind": "baru"} for n in range(count)]


def paid(service, count, year=2025):
    return [{"ntpn": f"{service}{year}{n}", "received": date(year, 2, 1), "service": service, "amount": TARIFF} for n in range(count)]


def test_certificates_times_tariff_against_receipts():
    """Twenty K3 certificates make 5,500,000, fifteen receipts 4,125,000; AK3 agrees; five of PJK are few; LAIN has no tariff."""
    certificates = papers("K3", 20) + papers("AK3", 20) + papers("PJK", 5) + papers("LAIN", 20)
    receipts = paid("K3", 15) + paid("AK3", 20) + paid("PJK", 1) + paid("LAIN", 1)
    tariffs = [{"service": name, "tariff": TARIFF, "since": date(2025, 1, 1)} for name in ("K3", "AK3", "PJK")]
    tariffs += [{"service": "K3", "tariff": 1, "since": date(2024, 1, 1), "until": date(2024, 12, 31)}]
    data = data_of(certificates=certificates, receipts=receipts, tariffs=tariffs)

    answer, hits = ask_of("LYN-16", data, "en")

    assert (answer.fired, answer.clear, answer.not_available, hits.subjects) == (1, 1, 2, ["K3 / 2025"])
    assert hits.rows[0]["value"] == 1_375_000
    assert "difference 1,375,000 (25.0%)" in hits.rows[0]["explanation"]


def test_certificates_without_a_receipt_of_their_own():
    numbers = {"own": "NTPN 001", "shared": "N2", "shared too": "n-2", "unknown": "N9", "none": None}
    certificates = [{"certificate": name, "issued": date(2025, 3, 1), "ntpn": number} for name, number in numbers.items()]
    receipts = [{"ntpn": number, "received": date(2025, 2, 1), "amount": TARIFF} for number in ("NTPN001", "N2")]
    data = data_of(certificates=certificates, receipts=receipts)

    answer, hits = ask_of("LYN-17", data, "en")

    assert (answer.fired, answer.clear, hits.subjects) == (4, 1, ["none", "shared", "shared too", "unknown"])
    assert [row["explanation"].split("NTPN ")[1].split(" (")[0] for row in hits.rows] == ["–: –", "N2: 2×", "N2: 2×", "N9: ?"]
    assert ask_of("LYN-17", data_of(certificates=certificates), "en")[0].reason == "no data: receipts"
