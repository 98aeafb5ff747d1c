import pytest

from amanah.rooms.complaints.tests import ground


@pytest.fixture
def house(db):
    """The usual institution with those who handle complaints."""
    from tests.people import build
    from tests.snapshot import once

    return once(("complaints",), lambda: ground.staff(build()))
