"""The demonstration of approvals: every way a request can end is shown, and everybody named is invented or can sign in."""

from amanah.cli.demo.institution import SIGN_INS
from amanah.cli.demo.later import STEPS, approvals
from amanah.rooms.antibribery.approvals import declare


def test_it_comes_after_the_scopes_and_shows_every_end():
    assert STEPS.index("smap") < STEPS.index("approvals")
    assert {approvals.FUNCTION, approvals.SECOND} <= {user for user, *_ in SIGN_INS}
    assert {gift.end for gift in approvals.GIFTS} == {"reported", "approved", "rejected", "waiting", "seen"}
    assert {gift.said["kind"] for gift in approvals.GIFTS} <= set(declare.KINDS)
    assert {one[4] for one in approvals.ASSOCIATES} == set(declare.COMMITMENT_STATES)
    assert any(gift.later < 0 for gift in approvals.GIFTS)
