"""A whole run of this folder fails where an indicator was never seen to fire, to be clear or to be not available; with AMANAH_SPARK=1
also where none of its hits was compared with Spark's."""

from pathlib import Path

import pytest

from amanah.redflags.tests import asked, both_engines

HERE = Path(__file__).parent
SEEN = pytest.StashKey()
FILES = pytest.StashKey()


def pytest_configure(config):
    """Room for what the workers report."""
    config.stash[SEEN], config.stash[FILES] = {}, set()


def pytest_testnodedown(node):
    """A worker is done: take what it saw."""
    output = getattr(node, "workeroutput", {})
    _add(node.config, output.get("asked", {}), output.get("files", ()))


def pytest_sessionfinish(session):
    """A worker reports; whoever has every report judges."""
    files = {item.path.name for item in session.items if item.path.parent == HERE} if hasattr(session, "items") else set()
    seen = {name: sorted(cases) for name, cases in asked.SEEN.items()}
    if hasattr(session.config, "workerinput"):
        session.config.workeroutput |= {"asked": seen, "files": sorted(files)}
        return
    _add(session.config, seen, files)
    if _lacking(session.config) and not session.testsfailed:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    """Say what is missing."""
    for line in _lacking(config):
        terminalreporter.write_line(line, red=True)


def _add(config, seen, files):
    config.stash[FILES].update(files)
    for name, cases in seen.items():
        config.stash[SEEN].setdefault(name, set()).update(cases)


def _lacking(config):
    """Nothing unless every file of the folder took part."""
    whole = {path.name for path in HERE.glob("test_*.py")} <= config.stash[FILES]
    wanted = (*asked.CASES, both_engines.SAME) if both_engines.WANTED else asked.CASES
    return asked.lacking(config.stash[SEEN], wanted) if whole else []
