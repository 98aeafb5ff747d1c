"""What goes into a package, in which order. The index comes last, because it names the digests of what was really put in."""

import base64
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.utils import translation
from django.utils.translation import gettext as _

from amanah.engines.proofs import queries as proofs
from amanah.engines.proofs.models import Proof
from amanah.foundation.evidence import downloads
from amanah.foundation.evidence import services as evidence
from amanah.foundation.exports.pdf import pdf_bytes
from amanah.foundation.exports.tables import csv_bytes
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.queries import Disclosed
from amanah.kernel import clock
from amanah.rooms.antibribery.auditor_room.models import Visit
from amanah.rooms.antibribery.auditor_room.packing import index, thread
from amanah.rooms.antibribery.auditor_room.packing.index import Place
from amanah.rooms.antibribery.auditor_room.packing.zipping import Archive
from amanah.rooms.antibribery.auditor_room.queries.room import Book, Talk, key_of
from amanah.rooms.antibribery.models import Scope

_CHECK = Path(__file__).with_name("verify.py")
_UNSAFE = re.compile(r"[^\w.() -]+")
_NAME = 80
_CASE = b'"case:'
_USES = ("proof.used", "proof.unused")
Made = TypeVar("Made")


@dataclass
class Order:
    """A package that somebody asked for: of a scope, or of a visit with its talks, in a language, with the books of its editions."""

    scope: Scope
    books: list[Book]
    actor: str
    language: str
    visit: Visit | None = None
    talks: Sequence[Talk] = ()
    places: dict[str, Place] = field(default_factory=dict)

    def spoken(self, make: Callable[[], Made]) -> Made:
        """Run it in the language of whoever asked: the archive is made while it is sent, when the request's own language is over."""
        with translation.override(self.language):
            return make()


def pack(order: Order) -> Iterator[bytes]:
    """The archive, piece by piece. A file that cannot be opened is named as such in the index; one that breaks off breaks the archive."""
    archive = Archive(clock.today())
    for name, key, pieces in _files(order):
        yield from _put(order, archive, name, key, pieces)
    yield from archive.put("ledger/entries.jsonl", _entries(order))
    yield from archive.put("ledger/checkpoint.txt", [_checkpoint().encode()])
    yield from archive.put("ledger/key.txt", [_key().encode()])
    yield from archive.put("verify.py", [_CHECK.read_bytes()])
    yield from archive.put("README.txt", [order.spoken(_readme).encode()])
    if order.talks:
        yield from archive.put("requests.csv", [order.spoken(lambda: csv_bytes(thread.columns(), thread.rows(order.talks, order.places)))])
    yield from archive.put("index.csv", [order.spoken(lambda: csv_bytes(index.columns(), _rows(order)))])
    yield from archive.put("index.pdf", [order.spoken(lambda: _index(order))])
    sums = "".join(f"{digest}  {name}\n" for name, digest in archive.sums.items())
    yield from archive.put("SHA256SUMS", [sums.encode()])
    yield from archive.close()


def _put(order: Order, archive: Archive, name: str, key: str, pieces: Callable[[], Iterator[bytes]]) -> Iterator[bytes]:
    """One file, opened before it is begun, so that one that is not there leaves no empty entry."""
    stream = iter(pieces())
    try:
        first = order.spoken(lambda: next(stream, b""))
    except (evidence.NotThere, evidence.CannotOpen):
        order.places[key] = Place(name)
        return

    def whole() -> Iterator[bytes]:
        yield first
        yield from stream

    yield from archive.put(name, whole())
    order.places[key] = Place(name, archive.sums[name])


def _files(order: Order) -> Iterator[tuple[str, str, Callable[[], Iterator[bytes]]]]:
    """Every file once, under the first clause that it proves or else the first request it was given for: name, key and what opens it."""
    met: set[str] = set()
    for book in order.books:
        for one in book.shown:
            for proof in one.proofs:
                if proof.file_id is not None and proof.number not in met:
                    met.add(proof.number)
                    name = f"files/{one.line.part.key}/{proof.number} {_safe(proof.file_name)}"
                    yield name, proof.number, lambda proof=proof: _opened(proof, order.actor)  # type: ignore[misc]  # read at once
        for record in book.records:
            for file in record.files:
                key = key_of(record, file)
                if key not in met:
                    met.add(key)
                    name = f"records/{record.clauses[0] if record.clauses else '0'}/{key[:6]} {_safe(file.name)}"
                    yield name, key, lambda file=file: file.pieces(order.actor)  # type: ignore[misc]  # read at once
    yield from _given(order, met)


def _given(order: Order, met: set[str]) -> Iterator[tuple[str, str, Callable[[], Iterator[bytes]]]]:
    """What was given for requests and lies under no clause."""
    for talk in order.talks:
        for proof in (use.proof for use in talk.given):
            if proof.file_id is not None and proof.number not in met:
                met.add(proof.number)
                name = f"requests/{talk.request.number}/{proof.number} {_safe(proof.file_name)}"
                yield name, proof.number, lambda proof=proof: _opened(proof, order.actor)  # type: ignore[misc]  # read at once


def _opened(proof: Proof, actor: str) -> Iterator[bytes]:
    kept = proofs.handed_file(proof)
    if kept is None:
        raise evidence.NotThere
    yield from downloads.pieces(*kept, actor=actor)


def _entries(order: Order) -> Iterator[bytes]:
    """The entries of the ledger about what is in here, one a line, with what they hash from and their proof."""
    refs = {order.scope.ref} | ({order.visit.ref} if order.visit is not None else set())
    for book in order.books:
        refs |= {one.line.answer.ref for one in book.shown if one.line.answer is not None}
        refs |= {proof.ref for one in book.shown for proof in one.proofs}
        refs |= {record.ref for record in book.records if record.ref}
    for talk in order.talks:
        refs |= {talk.request.ref} | {use.proof.ref for use in talk.given}
    for entry in ledger.disclosed(sorted(refs), ledger.latest_checkpoint()):
        # Who took which file when is no business of whoever gets the package, and neither is any case.
        if not entry.kind.startswith("evidence.") and _CASE not in entry.payload and _within(entry, refs):
            yield _line(entry)


def _within(entry: Disclosed, refs: set[str]) -> bool:
    """Of what a proof is used for, only what is in the package too: no record of another scope is named."""
    used_for = json.loads(entry.payload)["facts"].get("for", "") if entry.kind in _USES else ""
    return not used_for or used_for in refs


def _line(entry: Disclosed) -> bytes:
    told = {
        "index": entry.index,
        "kind": entry.kind,
        "ref": entry.ref,
        "payload": entry.payload.decode(),
        "salt": base64.b64encode(entry.salt).decode(),
        "proof": None if entry.proof is None else [base64.b64encode(step).decode() for step in entry.proof],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _checkpoint() -> str:
    latest = ledger.latest_checkpoint()
    return latest.note if latest is not None else ""


def _key() -> str:
    latest = ledger.latest_checkpoint()
    return f"{latest.verifier}\n" if latest is not None else ""


def _index(order: Order) -> bytes:
    told = index.document(order.scope, order.visit, order.books, order.places)
    return pdf_bytes("evidence_index.typ", {**told, "thread": thread.section(order.talks, order.places)})


def _rows(order: Order) -> Iterator[list[Any]]:
    yield from index.rows(order.books, order.places)
    yield from thread.index_rows(order.talks, order.places)


def _readme() -> str:
    parts: Iterable[str] = (
        _("PAKET BUKTI"),
        _("index.pdf: setiap persyaratan, cara dipenuhinya, buktinya dengan sidik SHA-256, dan yang kurang. index.csv: isi sama."),
        _("files/: berkas bukti menurut klausul. Satu berkas ada satu kali, di bawah klausul pertama yang dibuktikannya."),
        _("records/: laporan, dokumen, dan rekaman menurut klausul."),
        _(
            "requests.csv dan requests/ (paket kunjungan): apa yang diminta auditor, apa yang dijawab, dan berkas yang diberikan untuk "
            "itu. Berkas yang juga membuktikan suatu persyaratan berada di files/."
        ),
        _("ledger/: entri buku besar tentang semua ini dengan bukti sertaannya, titik periksa bertanda tangan, dan kuncinya."),
        _("Memeriksa berkas:  sha256sum -c SHA256SUMS"),
        _("Memeriksa berkas dan buku besar:  python3 verify.py  (cukup Python, tanpa jaringan)"),
        _(
            "Memeriksa titik periksa: bandingkan ledger/checkpoint.txt dengan yang diumumkan instansi di /ledger/, atau minta instansi "
            "menjalankan “amanah ledger verify --against ledger/checkpoint.txt”."
        ),
        _("Entri sesudah titik periksa terakhir belum berbukti; titik periksa terbit setiap hari."),
    )
    return "\n\n".join(parts) + "\n"


def _safe(name: str) -> str:
    """A file's name that every system can unpack."""
    return (_UNSAFE.sub("_", name).strip(" .")[-_NAME:]) or "file"
