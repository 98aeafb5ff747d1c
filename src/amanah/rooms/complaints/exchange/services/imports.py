"""An import of complaints: brought, checked whole, then filed by portions. Each portion is one transaction with its count.

Whatever stops in between, rows before `done` are complaints and the rest are not; running it again goes on behind them.
"""

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from uuid import uuid4

from django.db import transaction
from django.db.models import F

from amanah.engines.cases.services.bulk import Ended
from amanah.engines.reports import subjects
from amanah.engines.reports.services import bulk
from amanah.engines.reports.services.filing import Filing, readers
from amanah.foundation import rows as tables
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.imports.reading import Unreadable
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation.models import Unit
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.services.staff import holder_of
from amanah.kernel import canonical, clock
from amanah.kernel.sealing import KeyPair
from amanah.rooms.complaints.exchange import matters
from amanah.rooms.complaints.exchange.importing import checking, columns
from amanah.rooms.complaints.exchange.importing.checking import EARLIER, NOBODY, Row
from amanah.rooms.complaints.exchange.importing.pieces import Pieces
from amanah.rooms.complaints.exchange.models import Import, Seen
from amanah.rooms.complaints.exchange.models import Mapping as Kept
from amanah.rooms.complaints.models import Marks
from amanah.rooms.complaints.ways import IMPORTED

PORTION = 3_000
AHEAD = 1
"""How many portions are sealed while one is stored."""
PIECE = 2**20 - 1
"""Bytes of the file in each sealed field, which is padded to a megabyte."""
_PIECE_NAME, _WRONG = "file/{:06}", "wrong"
_ROUND = _WRONG + "/{:04}/{:06}"
_STRANGE_BEGIN = "units"
_STRANGE = _STRANGE_BEGIN + "/{:04}"
_LATE = 999_999
_LOOK = 1000
State = Import.State
Seal = Callable[[list[bulk.Task]], Callable[[], list[bulk.Sealed]]]


class Overtaken(Exception):  # noqa: N818 - says what happened
    """Somebody else works on this import, or it stands elsewhere by now."""


@dataclass(frozen=True)
class Opened:
    """An import in the hands of whoever brought it."""

    job: Import
    key: bytes = field(repr=False)
    file_key: bytes = field(repr=False)


def seal_here(tasks: list[bulk.Task]) -> Callable[[], list[bulk.Sealed]]:
    """Seal a portion in this process, when it is asked for."""
    return lambda: list(bulk.seal_all(tasks))


def bring(data: bytes, meant: Mapping[str, str], *, account: Account) -> Opened:
    """Keep a file that somebody brought, sealed for them alone. Raises NoKeys where they have no key.

    `meant` is what the headers are thought to mean, until somebody says otherwise.
    """
    public = keys.public_keys([account])
    if not public:
        raise vault.NoKeys
    job = Import(id=uuid4(), account=account, day=clock.today(), columns=dict(meant), size=len(data), file_tag=checking.file_tag(data))
    pieces = {_PIECE_NAME.format(at // PIECE): data[at : at + PIECE] for at in range(0, len(data), PIECE)}
    sealed = vault.seal_record(job.file_ref, pieces, public)
    found = vault.seal_record(job.ref, {_ROUND.format(0, 0): canonical.encode([])}, public)
    with transaction.atomic():
        job.save(force_insert=True)
        vault.store_many([sealed, found])
        ledger.append("complaints.import_brought", job.ref, {"sealed": sealed.digest, "day": job.day}, actor=holder_of(account))
    return Opened(job, found.content_key, sealed.content_key)


def opened(job: Import, pair: KeyPair) -> Opened:
    """Open an import with the key of whoever brought it. Raises NotAHolder, CannotOpen.

    Once everything is filed there is no file any more, and no key to it.
    """
    holder = holder_of(job.account)
    over = job.state in {State.DONE, State.WITHDRAWN}
    return Opened(job, vault.content_key(job.ref, holder, pair), b"" if over else vault.content_key(job.file_ref, holder, pair))


def file_of(opened: Opened) -> io.BufferedReader:
    """The file as it was brought, opened piece by piece while it is read. Reading raises CannotOpen."""
    job = opened.job
    pieces = Pieces(lambda at: vault.open_field(job.file_ref, _PIECE_NAME.format(at), opened.file_key), each=PIECE, size=job.size)
    return io.BufferedReader(pieces)


def set_columns(job: Import, meant: Mapping[str, str], *, viewer: Viewer, keep_as: str = "") -> None:
    """Say which column means what, and keep that under a name for the next file. What was checked before counts no more."""
    with transaction.atomic():
        moved = Import.objects.filter(pk=job.pk, state__in=[State.UPLOADED, State.CHECKED], done=0)
        if not moved.update(columns=dict(meant), state=State.UPLOADED, rows=0, wrong=0):
            raise Overtaken
        if keep_as:
            values = {"columns": dict(meant), "kept_on": clock.today(), "kept_by": viewer.account}
            Kept.objects.update_or_create(name=keep_as, defaults=values)
    job.refresh_from_db()


def announce(job: Import, *, filing: bool) -> None:
    """Say that somebody is about to check or file, so that whoever looks sees it before that has begun. Raises Overtaken."""
    if filing:
        _turn(job, (State.CHECKED, State.IMPORTING), State.IMPORTING)
    else:
        _turn(job, (State.UPLOADED, State.CHECKING, State.CHECKED), State.CHECKING)


def check(opened: Opened) -> None:
    """Read the whole file and say what is wrong with which row; files nothing.

    Raises:
        Unreadable: the file as a whole cannot be read; it stays as it was brought.
        Overtaken: somebody else is at it.
    """
    job = opened.job
    _turn(job, (State.UPLOADED, State.CHECKING, State.CHECKED), State.CHECKING)
    try:
        seen, wrong = _look_through(opened)
    except Unreadable:
        _turn(job, (State.CHECKING,), State.UPLOADED)
        raise
    with transaction.atomic():
        Import.objects.filter(pk=job.pk).update(rows=seen, wrong=wrong)
        _turn(job, (State.CHECKING,), State.CHECKED)


def run(opened: Opened, *, seal: Seal = seal_here) -> None:
    """File every right row that is not filed yet.

    `seal` begins to seal a portion and answers a function that waits for it; so another process can seal while this one stores.

    Raises:
        NoRecipient: nobody who may read complaints holds a key; what was filed before stays filed.
        Overtaken: it is not checked, or somebody else is at it.
    """
    job = opened.job
    _turn(job, (State.CHECKED, State.IMPORTING), State.IMPORTING)
    late: list[list[object]] = []
    waiting: list[_Portion] = []
    begun = job.done
    for portion in _portions(opened, begun):
        waiting.append(_begin(portion, begun, seal))
        begun += len(portion)
        if len(waiting) > AHEAD:
            _store(job, waiting.pop(0), late)
    while waiting:
        _store(job, waiting.pop(0), late)
    _finish(opened, late)


def withdraw(job: Import, *, viewer: Viewer) -> None:
    """Give a file up before anything of it is filed: nothing of it remains. Raises Overtaken."""
    with transaction.atomic():
        waiting = Import.objects.filter(pk=job.pk, done=0).exclude(state__in=[State.DONE, State.WITHDRAWN])
        if not waiting.update(state=State.WITHDRAWN, ended_on=clock.today(), columns={}):
            raise Overtaken
        vault.destroy(job.ref)
        vault.destroy(job.file_ref)
        ledger.append("complaints.import_withdrawn", job.ref, {"day": clock.today()}, actor=viewer.actor)


def wrong_rows(opened: Opened) -> list[tuple[int, dict[str, str], dict[str, str]]]:
    """(line, cells, field → code) of every row that stays outside, in the order of the file."""
    fields = vault.open_fields(opened.job.ref, opened.key, f"{_WRONG}/")
    last = max(fields).rpartition("/")[0]
    found = [entry for name in fields if name.startswith(f"{last}/") for entry in canonical.decode(fields[name])]
    return sorted({line: (line, cells, wrong) for line, cells, wrong in found}.values(), key=lambda entry: entry[0])


def strange_units(opened: Opened) -> list[tuple[str, int]]:
    """(name, rows) of every unit that the checked rows name and no unit here answers to exactly, the most frequent first."""
    fields = vault.open_fields(opened.job.ref, opened.key, f"{_STRANGE_BEGIN}/")
    return [(name, n) for name, n in canonical.decode(fields[max(fields)])] if fields else []


@dataclass(frozen=True)
class _Portion:
    rows: list[Row]
    right: list[Row]
    filings: list[Filing]
    sealed: Callable[[], list[bulk.Sealed]]
    at: int


def _look_through(opened: Opened) -> tuple[int, int]:
    """How many rows there are, and how many are wrong; those are kept sealed, under a number of this round of checking."""
    job = opened.job
    turn = _last_round(opened) + 1
    every = checking.rows(columns.lines(file_of(opened)), job.columns)
    seen = wrong = 0
    strange: Counter[str] = Counter()
    while some := list(islice(every, _LOOK)):
        _mark_earlier(some)
        _mark_unreadable(some)
        strange.update(_strange_units(some))
        found = [[row.line, row.cells, row.wrong] for row in some if row.wrong]
        with transaction.atomic():
            if found or not seen:
                vault.add_field(job.ref, _ROUND.format(turn, seen // _LOOK), canonical.encode(found), opened.key, version=1)
            seen, wrong = seen + len(some), wrong + len(found)
            Import.objects.filter(pk=job.pk).update(rows=seen, wrong=wrong, beat=F("beat") + 1)
    with transaction.atomic():
        vault.add_field(
            job.ref, _STRANGE.format(turn), canonical.encode([[name, n] for name, n in strange.most_common()]), opened.key, version=1
        )
    return seen, wrong


def _strange_units(some: Iterable[Row]) -> Iterator[str]:
    """The units that these rows name and nobody here answers to, once for each row."""
    said = [unit for row in some if not row.wrong and (unit := row.cells.get("unit", ""))]
    known = organisation.named_exactly(said)
    return (unit for unit in said if unit not in known)


def _last_round(opened: Opened) -> int:
    return int(max(vault.open_fields(opened.job.ref, opened.key, f"{_WRONG}/")).split("/")[1])


def _portions(opened: Opened, done: int) -> Iterator[list[Row]]:
    every = checking.rows(columns.lines(file_of(opened)), opened.job.columns)
    for _ in islice(every, done):
        pass
    while some := list(islice(every, PORTION)):
        yield some


def _begin(portion: list[Row], at: int, seal: Seal) -> _Portion:
    _mark_unreadable(portion)
    right = [row for row in portion if not row.wrong]
    named = organisation.named_exactly(row.cells.get("unit", "") for row in right if row.finished)
    filings = [_filing(row, named) for row in right]
    return _Portion(portion, right, filings, seal(bulk.tasks(matters.regime(), filings)), at)


def _filing(row: Row, named: Mapping[str, Unit]) -> Filing:
    said = row.cells.get
    text = "\n\n".join(part for part in (said("title", ""), said("text", "")) if part)
    more = {key: said(key, "") for key in ("number", "category", "status", "answer") if said(key, "")}
    complaint = matters.Complaint(
        topic=row.kind,
        text=text,
        place=said("place", ""),
        unit=said("unit", ""),
        involved=row.involved,
        when=said("when", ""),
        name=said("name", ""),
        contact=said("contact", ""),
        anonymous=row.says("anonymous"),
        secret=row.says("secret"),
        more=more,
    )
    filing = matters.filing(uuid4(), complaint, told={"came_by": IMPORTED})
    # A unit stands in clear once a complaint was passed on to it: what is not over has still to be passed on, with its keys.
    return replace(filing, unit=named.get(said("unit", ""))) if row.finished else filing


def _store(job: Import, portion: _Portion, late: list[list[object]]) -> None:
    """One transaction: the complaints of a portion, the tags of their numbers, and how far the import has come."""
    sealed = portion.sealed()
    with transaction.atomic():
        if not Import.objects.filter(pk=job.pk, state=State.IMPORTING, done=portion.at).update(done=portion.at + len(portion.rows)):
            raise Overtaken
        _mark_earlier(portion.right)
        fit = [(row, filing, pair) for row, filing, pair in zip(portion.right, portion.filings, sealed, strict=True) if not row.wrong]
        late += [[row.line, row.cells, row.wrong] for row in portion.rows if {EARLIER, NOBODY} & set(row.wrong.values())]
        today = clock.today()
        Import.objects.filter(pk=job.pk).update(filed=job.filed + len(fit), beat=F("beat") + 1)
        if fit:
            bulk.file_many(
                matters.regime(),
                [filing for _, filing, _ in fit],
                actor=holder_of(job.account),
                days={filing.case_id: row.received or today for row, filing, _ in fit},
                sealed=[pair for _, _, pair in fit],
                alongside=lambda: _mark(fit),
                ended={
                    filing.case_id: Ended(matters.SETTLED, matters.ELSEWHERE, row.closed or today) for row, filing, _ in fit if row.finished
                },
                announced=True,
            )
    job.refresh_from_db()


def _mark(fit: Iterable[tuple[Row, Filing, bulk.Sealed]]) -> None:
    fit = list(fit)
    tables.insert(Marks, (matters.marks(filing, way=IMPORTED, secret=row.says("secret")) for row, filing, _ in fit))
    tables.insert(Seen, (Seen(tag=row.tag, case_id=filing.case_id) for row, filing, _ in fit))


def _mark_earlier(some: list[Row]) -> None:
    """Name those that an earlier import has brought already."""
    tags = [row.tag for row in some if not row.wrong]
    known = {bytes(tag) for tag in Seen.objects.filter(tag__in=tags).values_list("tag", flat=True)} if tags else set()
    for row in some:
        if row.tag in known:
            row.wrong.setdefault("number" if row.cells.get("number") else "text", EARLIER)


def _mark_unreadable(some: Iterable[Row]) -> None:
    """Name those that complain of everybody who could read them."""
    known: dict[frozenset[bytes], bool] = {}
    for row in some:
        if row.involved and not row.wrong:
            tags = subjects.find(involved=row.involved, excluded=(), unit=None).tags
            if tags not in known:
                known[tags] = bool(readers(matters.regime(), matters.ROUTE, tags))
            if not known[tags]:
                row.wrong["involved"] = NOBODY


def _finish(opened: Opened, late: list[list[object]]) -> None:
    job = opened.job
    with transaction.atomic():
        if late:
            vault.add_field(job.ref, _ROUND.format(_last_round(opened), _LATE), canonical.encode(late), opened.key)
        _turn(job, (State.IMPORTING,), State.DONE)
        job.wrong = job.rows - job.filed
        Import.objects.filter(pk=job.pk).update(ended_on=clock.today(), wrong=job.wrong)
        vault.destroy(job.file_ref)  # its rows are complaints now, or named as wrong
        facts = {"rows": job.rows, "filed": job.filed, "wrong": job.wrong, "day": clock.today()}
        ledger.append("complaints.imported", job.ref, facts, actor=holder_of(job.account))
    job.refresh_from_db()


def _turn(job: Import, sources: Iterable[str], target: str) -> None:
    if not Import.objects.filter(pk=job.pk, state__in=list(sources)).update(state=target):
        raise Overtaken
    job.refresh_from_db()
