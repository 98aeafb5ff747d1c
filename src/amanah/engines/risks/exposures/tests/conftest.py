"""What these tests share: the people of the register of risks."""

from amanah.engines.risks.tests.conftest import at, team  # noqa: F401 - fixtures
