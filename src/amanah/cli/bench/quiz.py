"""Many people who take a quiz at once, at the served program, each on a connection of their own; in between the power is cut once.

Every answer that a person saw acknowledged must be there afterwards, nobody may get a second set of questions, scores must be recounts.
"""

import http.client
import json
import random
import re
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from amanah.cli import say
from amanah.cli.bench import server as servers
from amanah.cli.bench.figures import Figure, Setting, percentile

PEOPLE = 500
CUT_AFTER = 2
"""Answers of everybody, on the average, before the cut."""
PATIENCE = 120.0
BUSY, TRIES = 503, 5
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
QUESTION = re.compile(r"/attempts/[0-9a-f-]{36}/\d+/$")
BEGIN = "/desk/learning/tests/ukur/begin/"
HANDED_IN = """
import json
from amanah.rooms.learning.quizzes.models import Attempt
print(json.dumps([*Attempt.objects.filter(submitted_on__isnull=False).values_list("person__nip", flat=True)]))
"""
AFTERWARDS = """
import json
from amanah.rooms.learning.quizzes import replay
from amanah.rooms.learning.quizzes.models import Attempt, Drawn
rows = Drawn.objects.filter(chosen__isnull=False).values_list("attempt__person__nip", "place", "chosen")
print(json.dumps({"kept": [*map(list, rows)], "attempts": Attempt.objects.count(),
                  "handed_in": Attempt.objects.filter(submitted_on__isnull=False).count(), "wrong": len(replay.check())}))
"""


@dataclass
class Tally:
    """What happened to everybody: the answers acknowledged by (person, place), and how long each took."""

    kept: dict[tuple[str, int], int] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    requests: int = 0
    done: int = 0
    broken: int = 0
    unreachable: int = 0
    again: int = 0
    astray: list[str] = field(default_factory=list)


class Taker:
    """One person with a phone: opens pages, sends forms, follows where they lead."""

    def __init__(self, base: str, session: str, tally: Tally, lock: threading.Lock) -> None:
        self._address = urlsplit(base).netloc
        self._base = base
        self._cookies = {"desk": session}
        self._token = ""
        self._tally, self._lock = tally, lock

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, where it leads, and the page; told that the house is busy, they press again."""
        for _try in range(TRIES):
            answer = self._once(method, path, fields)
            if answer[0] != BUSY:
                break
            with self._lock:
                self._tally.again += 1
        return answer

    def _once(self, method: str, path: str, fields: dict[str, str] | None) -> tuple[int, str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {"Cookie": cookies, "Origin": self._base, "Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode({"csrfmiddlewaretoken": self._token, **(fields or {})}) if method == "POST" else None
        connection = http.client.HTTPConnection(self._address, timeout=PATIENCE)
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, rest = line.partition("=")
            self._cookies[name] = rest.partition(";")[0]
        if found := TOKEN.search(text):
            self._token = found[1]
        with self._lock:
            self._tally.requests += 1
            self._tally.broken += answer.status == 500  # noqa: PLR2004 - HTTP's word for our fault
        return answer.status, answer.headers.get("Location", ""), text

    def take(self, person: str, draw: random.Random) -> None:
        """From the entrance to the result, wherever they were before."""
        self.ask("GET", BEGIN)
        _status, root, _text = self.ask("POST", BEGIN)
        status, here, _text = self.ask("GET", root)
        while not here.endswith("/review/"):
            if not QUESTION.search(here):
                with self._lock:
                    self._tally.astray.append(f"{status}: {here}"[:60])
                return
            place = int(here.rstrip("/").rpartition("/")[2])
            _status, _onward, shown = self.ask("GET", here)
            choice = draw.choice(re.findall(rf'name="q{place}" value="(\d+)"', shown))
            began = time.perf_counter()
            status, here, _text = self.ask("POST", here, {f"q{place}": choice})
            if status == 302 and root in here:  # noqa: PLR2004 - an answer that was kept leads on
                with self._lock:
                    self._tally.kept[person, place] = int(choice)
                    self._tally.seconds.append(time.perf_counter() - began)
        self.ask("GET", here)
        status, _onward, _text = self.ask("POST", f"{root}submit/")
        with self._lock:
            self._tally.done += status == 302  # noqa: PLR2004 - handed in


def measure(setting: Setting) -> Iterator[Figure]:
    """A cut under load, then everybody at once to the end."""
    people = setting.times(PEOPLE)
    servers.run("amanah.cli.serve.prepare", data=setting.folder, database_url=setting.database_url)
    printed = servers.run("amanah.cli.bench.quiz", str(people), data=setting.folder, database_url=setting.database_url)
    sessions: dict[str, str] = json.loads(printed.splitlines()[-1])
    before = Tally()
    server = servers.Server(setting.folder, database_url=setting.database_url)
    server.start()
    first = dict(list(sessions.items())[: max(1, people // 5)])
    crowd = _send(server.url, first, before)
    until = time.monotonic() + PATIENCE
    while len(before.kept) < CUT_AFTER * len(first) and time.monotonic() < until:
        time.sleep(0.05)
    server.kill()
    for one in crowd:
        one.join()
    finished = set(_asked(setting, HANDED_IN))
    after = Tally()
    with server:
        began = time.perf_counter()
        for one in _send(server.url, {person: session for person, session in sessions.items() if person not in finished}, after):
            one.join()
        took = time.perf_counter() - began
    told = _asked(setting, AFTERWARDS)
    kept = {(person, place): choice for person, place, choice in told["kept"]}
    acknowledged = before.kept | after.kept
    yield Figure("answers acknowledged before the power was cut", len(before.kept), "answers", 1, least=True)
    yield Figure("answers acknowledged in all", len(acknowledged), "answers")
    yield Figure("acknowledged and then not there", sum(kept.get(key) != choice for key, choice in acknowledged.items()), "answers", 0)
    yield Figure("people who got a second set of questions", told["attempts"] - people, "people", 0)
    yield Figure("people who did not reach their result", people - told["handed_in"], "people", 0)
    yield Figure("attempts whose score is no recount", told["wrong"], "attempts", 0)
    yield Figure("server errors with everybody at once", after.broken, "answers", 0)
    yield Figure("times somebody was asked to press again", after.again, "times")
    yield Figure("connections refused or broken with everybody at once", after.unreachable, "people", 0)
    for reason in sorted(set(after.astray))[:3]:
        yield Figure(f"led astray: {reason}", after.astray.count(reason), "people", 0)
    yield Figure(f"all {people} from begin to result, nobody stopping to think", took, "s")
    yield Figure("requests a second, everybody at once", after.requests / took, "per second")
    yield Figure("keeping an answer, middle", percentile(after.seconds, 0.5), "s")
    yield Figure("keeping an answer, 95 of 100", percentile(after.seconds, 0.95), "s")


def _asked(setting: Setting, code: str) -> Any:
    words = ("manage", "shell", "-v", "0", "-c", code)
    return json.loads(servers.run("amanah.cli", *words, data=setting.folder, database_url=setting.database_url).splitlines()[-1])


def _send(base: str, sessions: dict[str, str], tally: Tally) -> list[threading.Thread]:
    """Let everybody begin at the same moment."""
    lock, gate = threading.Lock(), threading.Barrier(len(sessions))

    def go(person: str, session: str) -> None:
        gate.wait()
        try:
            Taker(base, session, tally, lock).take(person, random.Random(person))  # noqa: S311 - which answers does not matter
        except (OSError, http.client.HTTPException):
            with lock:
                tally.unreachable += 1

    crowd = [threading.Thread(target=go, args=pair) for pair in sessions.items()]
    for one in crowd:
        one.start()
    return crowd


def main() -> None:
    """Make people who are signed in, and a test; prints person → session."""
    say.django()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from amanah.foundation.access.models import Account
    from amanah.foundation.organisation.models import Person
    from amanah.rooms.learning.courses.reading import courses
    from amanah.rooms.learning.quizzes import services
    from amanah.rooms.learning.quizzes.services import Plan
    from amanah.rooms.learning.taking.services import keep_course

    course = next(iter(courses().values()))
    services.enter_test(keep_course(course).topic, "ukur", Plan("Ukur", "Measured", 8), actor="system")
    sessions = {}
    for number in range(int(sys.argv[1])):
        nip = f"19900101201501{number:04}"
        person = Person.objects.create(name=f"Orang {number}", nip=nip, search=f" orang {number} ")
        account = Account.objects.create(username=f"ukur{number}", person=person, password="!")  # noqa: S106 - nobody signs in with it
        store = SessionStore()
        store[SESSION_KEY], store[HASH_SESSION_KEY] = str(account.pk), account.get_session_auth_hash()
        store[BACKEND_SESSION_KEY] = "amanah.foundation.access.desk.sign_in.Backend"
        store.create()
        sessions[nip] = str(store.session_key)
    say.line(json.dumps(sessions))


if __name__ == "__main__":
    main()
