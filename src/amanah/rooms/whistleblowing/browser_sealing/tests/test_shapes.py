"""A right body with one place of it changed to anything: either it is still right, or it is refused in the one way that is promised."""

import copy
import json
import uuid

from hypothesis import given, settings
from hypothesis import strategies as st

from amanah.kernel import sealing
from amanah.rooms.whistleblowing.browser_sealing import shapes
from amanah.rooms.whistleblowing.browser_sealing.tests.browser import b64
from amanah.rooms.whistleblowing.services.browser_filing import Misshapen

ID = str(uuid.UUID(int=7, version=4))
BOX = b64(sealing.seal(bytes(32), b"x", record="x", field="x", version=1))
WRAP = b64(b"\x01" + bytes(112))
SPLIT = {"id": ID, "public": b64(bytes(32)), "shares": [{"id": ID, "holder": f"account:{ID}", "box": BOX, "wrap": WRAP}]}
MAILBOX = {
    "locator": 1_234_567,
    "salt": b64(bytes(16)),
    "ops": 1,
    "mem_kib": 8,
    "public": b64(bytes(32)),
    "authenticator_hash": b64(bytes(32)),
}
REPORT = {
    "case": ID,
    "ticket": BOX,
    "topic": "bribery",
    "report": {"fields": {"report": BOX}, "wraps": {"mailbox": WRAP}, "split": SPLIT},
    "identity": {"id": ID, "box": BOX, "wraps": {"recovery": WRAP}, "split": None},
    "mailbox": MAILBOX,
    "files": [{"id": ID, "sha256": "0" * 64}],
}
FURTHER = {
    "locator": 1_234_567,
    "authenticator": b64(bytes(32)),
    "seq": 1,
    "box": BOX,
    "files": [{"id": ID, "sha256": "0" * 64, "box": BOX}],
    "codes": {"heard": "yes"},
    "filed": f"identity:{ID}",
    "identity": {"record": f"identity:{ID}", "box": BOX, "wraps": {"recovery": WRAP}, "to": ["custodians"]},
}
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 2**70)
    | st.floats(allow_nan=False)
    | st.text(max_size=12)
    | st.sampled_from([ID, BOX, "\x00", "AAAA"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=8), inner, max_size=2),
    max_leaves=4,
)


def places(value, path=()):
    """Every place in a body, itself left out."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, found in inner:
        yield (*path, key)
        yield from places(found, (*path, key))


def changed(body, path, value):
    body = copy.deepcopy(body)
    at = body
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return shapes.read(json.dumps(body).encode())


def test_the_bodies_are_right_as_they_stand():
    taken, _ticket = shapes.report(REPORT)
    assert taken.split.shares[0].holder == f"account:{ID}"
    assert shapes.identity(FURTHER).filed == f"identity:{ID}"


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(list(places(REPORT))), ANYTHING)
def test_a_report_is_of_the_right_shape_or_refused(path, value):
    try:
        taken, ticket = shapes.report(changed(REPORT, path, value))
    except Misshapen:
        return
    assert isinstance(taken.topic, str)
    assert ticket


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(list(places(FURTHER))), ANYTHING)
def test_what_comes_into_the_mailbox_is_of_the_right_shape_or_refused(path, value):
    values = changed(FURTHER, path, value)
    for take in (
        shapes.locator,
        shapes.authenticator,
        shapes.message,
        shapes.identity,
        shapes.identity_ref,
        lambda one: shapes.texts(one, "codes"),
    ):
        try:
            take(values)
        except Misshapen:
            continue
