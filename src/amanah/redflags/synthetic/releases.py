"""Compiled OCDS releases as JSON Lines, made up: about 1.74 kB and four bids each. For measuring speed, not for judging indicators."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

METHODS: Final = (("open", "Tender"), ("open", "Tender Cepat"), ("selective", "Seleksi"), ("limited", "Penunjukan Langsung"))
BID: Final = (
    '{"id":"%d-%d","date":"%s","status":"%s","tenderers":[{"id":"ID-NPWP-%09d","name":"PT Penyedia Nomor %d"}],'
    '"value":{"amount":%d,"currency":"IDR"}}'
)
RELEASE: Final = (
    '{"ocid":"ocds-amanah-%(n)d","id":"%(n)d-1","date":"%(awarded)s","tag":["compiled"],"initiationType":"tender","language":"id",'
    '"buyer":{"id":"ID-SATKER-%(buyer)d","name":"Satuan Kerja %(buyer)d"},"tender":{"id":"T-%(n)d","title":"Paket pekerjaan nomor %(n)d",'
    '"status":"%(status)s","procurementMethod":"%(method)s","procurementMethodDetails":"%(details)s","mainProcurementCategory":"goods",'
    '"procuringEntity":{"id":"ID-SATKER-%(buyer)d","name":"Satuan Kerja %(buyer)d"},"numberOfTenderers":%(bidders)d,'
    '"value":{"amount":%(estimate)d,"currency":"IDR"},"tenderPeriod":{"startDate":"%(opened)s","endDate":"%(closed)s"}},'
    '"bids":{"details":[%(bids)s]},'
    '"awards":[{"id":"%(n)d-A","status":"active","date":"%(awarded)s","suppliers":[{"id":"ID-NPWP-%(winner)09d",'
    '"name":"PT Penyedia Nomor %(winner)d"}],"value":{"amount":%(price)d,"currency":"IDR"},"items":[{"id":"1",'
    '"classification":{"scheme":"UNSPSC","id":"%(item)08d"}}]}],"contracts":[{"id":"%(n)d-K","awardID":"%(n)d-A","status":"active",'
    '"dateSigned":"%(awarded)s","value":{"amount":%(price)d,"currency":"IDR"}}]}\n'
)


def lines(count: int, seed: int = 1) -> Iterator[str]:
    """`count` releases, one a line, the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - made-up data must repeat
    start = datetime(2020, 1, 1, 1, tzinfo=UTC)
    tenderers = max(50, count // 10)
    for n in range(1, count + 1):
        opened = start + timedelta(hours=dice.randrange(50_000))
        closed = opened + timedelta(hours=dice.randrange(24 * 5, 24 * 40))
        awarded = closed + timedelta(days=dice.randrange(5, 60))
        method, details = METHODS[min(3, dice.randrange(8) // 2)]
        bidders = 1 + dice.randrange(7)
        estimate = dice.randrange(200, 20_000) * 1_000_000
        bids, winner, price = _bids(dice, n, (bidders, tenderers), estimate, closed)
        buyer = dice.randrange(max(20, count // 500))
        yield RELEASE % {
            "n": n,
            "buyer": buyer,
            "status": "cancelled" if dice.random() < 0.02 else "complete",  # noqa: PLR2004 - a share
            "method": method,
            "details": details,
            "bidders": bidders,
            "estimate": estimate,
            "opened": _said(opened),
            "closed": _said(closed),
            "awarded": _said(awarded),
            "bids": bids,
            "winner": winner,
            "price": price,
            "item": dice.randrange(10, 60) * 1_000_000 + dice.randrange(1_000_000),
        }


def write(path: Path, count: int, seed: int = 1) -> None:
    """Write `count` releases into a file, as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(lines(count, seed))


def _bids(dice: random.Random, n: int, sizes: tuple[int, int], estimate: int, closed: datetime) -> tuple[str, int, int]:
    offers: list[str] = []
    winner, lowest = 0, 0
    bidders, tenderers = sizes
    for place in range(bidders):
        tenderer = int(tenderers * dice.random() ** 2)
        amount = int(estimate * dice.uniform(0.80, 1.0)) // 100_000 * 100_000
        status = "valid" if place == 0 or dice.random() < 0.85 else ("disqualified" if dice.random() < 0.8 else "withdrawn")  # noqa: PLR2004 - shares
        late = dice.random() < 0.01  # noqa: PLR2004 - a share
        submitted = closed + timedelta(hours=5) if late else closed - timedelta(minutes=dice.randrange(1, 5_000))
        offers.append(BID % (n, place, _said(submitted), status, tenderer, tenderer, amount))
        if status == "valid" and (not lowest or amount < lowest):
            winner, lowest = tenderer, amount
    return ",".join(offers), winner, lowest


def _said(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
