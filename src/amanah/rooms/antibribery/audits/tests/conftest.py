"""The people, the scope and the audit that the tests of nonconformities use too."""

from amanah.rooms.antibribery.nonconformities.tests.conftest import audit, reported, scope, team  # noqa: F401 - fixtures
