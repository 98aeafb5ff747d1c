"""A scan: every indicator asked of the data, its hits handed on in portions, and what could not be asked said."""

import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from types import TracebackType
from typing import Any, Final, Literal, Protocol, Self, TypeAlias

import ibis
import pyarrow as pa

from amanah.redflags import explaining
from amanah.redflags.data import Data
from amanah.redflags.indicator import RESULT, SUBJECTS, Indicator
from amanah.redflags.parameters import Parameters
from amanah.rulebook.rules import Text

Status = Literal["fired", "clear", "not available"]

HITS: Final = pa.schema(
    [
        ("indicator", pa.string()),
        ("subject_type", pa.string()),
        ("subject_id", pa.string()),
        ("value", pa.float64()),
        ("severity", pa.int8()),
        ("explanation", pa.string()),
    ]
)
"""One row per hit."""
PORTIONS_WAITING: Final = 4
"""Portions of hits that may wait to be put into words."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one indicator said: counts of subjects, and why it was silent where it was."""

    indicator: str
    fired: int = 0
    clear: int = 0
    not_available: int = 0
    reason: str = ""
    seconds: float = 0.0
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def status(self) -> Status:
        """Fired, clear, or not available when nothing at all could be judged."""
        if self.fired:
            return "fired"
        return "clear" if self.clear else "not available"


Job: TypeAlias = Callable[[], None]


def _at_once(job: Job) -> None:
    job()


class Keeper(Protocol):
    """Whoever takes the hits."""

    def hits(self, rows: pa.Table) -> None:
        """Take a portion of hits in the form of `HITS`."""


NOTHING_HELD = Text(id="tidak ada baris yang dapat dinilai", en="no row could be judged")
MISSING = Text(id="tidak ada data: {}", en="no data: {}")
FAILED = Text(id="tidak dapat dihitung: {}", en="could not be computed: {}")


def scan(
    data: Data,
    indicators: Iterable[Indicator],
    keeper: Keeper,
    *,
    language: explaining.Language = "id",
    parameters: Callable[[Indicator], Parameters] = lambda one: Parameters(one.parameters),
    progress: Callable[[Answer], None] = lambda _answer: None,
) -> list[Answer]:
    """Ask every indicator. One that fails does not stop the others: it is not available, and its reason is kept."""
    answers: list[Answer] = []
    with _Behind() as behind:
        for one in indicators:
            answer = ask(data, one, parameters(one), keeper, language, run=behind.run)
            answers.append(answer)
            progress(answer)
    return answers


class _Behind:
    """Puts hits into words in a thread of its own, in order, while the engine computes the next indicator; a few portions wait at most."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "explaining")
        self._waiting: deque[Future[None]] = deque()

    def run(self, job: Job) -> None:
        """Do it when its turn comes. Raises what an earlier one raised."""
        self._waiting.append(self._thread.submit(job))
        while len(self._waiting) > PORTIONS_WAITING or (self._waiting and self._waiting[0].done()):
            self._waiting.popleft().result()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._thread.shutdown(cancel_futures=kind is not None)
        if kind is None:
            for one in self._waiting:
                one.result()


def ask(
    data: Data,
    one: Indicator,
    parameters: Parameters,
    keeper: Keeper,
    language: explaining.Language = "id",
    *,
    run: Callable[[Job], None] = _at_once,
) -> Answer:
    """Ask one indicator, keep its hits and count its subjects. `run` is given the work of putting hits into words, in order."""
    used = parameters.as_used()
    gone = data.missing(one.needs)
    if gone:
        return Answer(one.id, reason=_in(MISSING, language).format(", ".join(gone)), parameters=used)
    began = time.perf_counter()
    try:
        with data.passing():  # an indicator may compute a part of its answer on the way
            kept = data.keep(one.compute(data, parameters))
            try:
                counts = _count(kept)
                if counts[0]:
                    _hand_on(data, kept, one, run, partial(_tell, one=one, keeper=keeper, language=language))
            finally:
                data.drop(kept)
    except data.errors as error:
        reason = _in(FAILED, language).format(str(error).strip().splitlines()[0])
        return Answer(one.id, reason=reason, seconds=time.perf_counter() - began, parameters=used)
    reason = "" if counts[0] or counts[1] else _in(NOTHING_HELD, language)
    return Answer(one.id, *counts, reason, time.perf_counter() - began, used)


def _count(kept: ibis.Table) -> tuple[int, int, int]:
    if SUBJECTS not in kept.columns:
        kept = kept.mutate(**{SUBJECTS: ibis.literal(1, "int64")})
    of_these, verdict = kept[SUBJECTS], kept.fired.cast("int64")
    row = (
        kept.aggregate(
            fired=(of_these * verdict).sum().coalesce(0),
            examined=ibis.ifelse(kept.fired.notnull(), of_these, 0).sum().coalesce(0),
            every=of_these.sum().coalesce(0),
        )
        .to_pyarrow()
        .to_pylist()[0]
    )
    return int(row["fired"]), int(row["examined"] - row["fired"]), int(row["every"] - row["examined"])


def _hand_on(data: Data, kept: ibis.Table, one: Indicator, run: Callable[[Job], None], tell: Callable[[pa.Table], None]) -> None:
    wanted = [*RESULT, *explaining.columns(one.explain.id), *explaining.columns(one.explain.en)]
    wanted += ["severity"] if "severity" in kept.columns else []
    hits = kept.filter(kept.fired).select(list(dict.fromkeys(wanted))).order_by("subject_type", "subject_id")
    for rows in data.portions(hits):
        run(partial(tell, rows))


def _tell(rows: pa.Table, one: Indicator, keeper: Keeper, language: explaining.Language) -> None:
    severity = rows["severity"].cast(pa.int8()) if "severity" in rows.column_names else pa.array([one.severity] * rows.num_rows, pa.int8())
    keeper.hits(
        pa.table(
            [
                pa.array([one.id] * rows.num_rows, pa.string()),
                rows["subject_type"].cast(pa.string()),
                rows["subject_id"].cast(pa.string()),
                rows["value"].cast(pa.float64()),
                severity,
                pa.array(explaining.sentences(_in(one.explain, language), rows, language), pa.string()),
            ],
            schema=HITS,
        )
    )


def _in(text: Text, language: explaining.Language) -> str:
    return text.en if language == "en" else text.id
