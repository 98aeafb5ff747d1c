"""What guests of learning do by their link, under the public program's own role of PostgreSQL: it suffices."""

# ruff: noqa: F811 - the fixtures of the room's own tests, imported by name

import pytest
from django.db import connection

from amanah.config import grants
from amanah.rooms.learning.sessions import codes, services
from amanah.rooms.learning.sessions.tests.conftest import content, during, offer, opened, plan, school, topic  # noqa: F401 - fixtures
from amanah.rooms.learning.sessions.tests.test_testing import course, offered, take, tested  # noqa: F401 - fixtures
from amanah.rooms.learning.taking.tests.test_pages import walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_intake(db):
    """Turns this connection into what the public program may do, as far as the database is concerned."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no roles")

    def turn():
        with connection.cursor() as cursor:
            cursor.execute("CREATE ROLE amanah_try")
            cursor.execute("\n".join(line for line in grants.sql("amanah_try").splitlines() if line not in {"BEGIN;", "COMMIT;"}))
            cursor.execute(f"SET LOCAL search_path = {grants.SCHEMA}, public; SET LOCAL ROLE amanah_try")

    return turn


def test_the_public_programs_own_role_suffices(intake, tested, offered, school, during, course, as_intake):  # noqa: PLR0917 - fixtures
    guest = services.invite_guest(offered, "Joko Susilo", "PT Mitra", "", viewer=school.viewer("maya"))
    as_intake()
    with during(minutes=1):
        assert intake.post(f"/attend/{tested.token}/", {"act": "here", "code": codes.on_screen(tested.session)}).status_code == 302
        for purpose in ("pre", "post"):
            assert intake.get(take(intake, f"/attend/{tested.token}/", purpose).wsgi_request.path).status_code == 200
        assert intake.get(f"/attend/{tested.token}/").status_code == 200
        assert "Lulus." in walk(intake, f"/attend/{guest.token}/course/", course).text
        assert intake.get(f"/attend/{guest.token}/").status_code == 200
    for _ in range(2):
        assert "tidak dikenal" in intake.post("/certificates/ST-26-ZZZZZZ/?code=X", {"name": "Joko Susilo"}).text
