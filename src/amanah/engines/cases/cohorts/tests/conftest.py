from amanah.engines.cases.tests.conftest import kinds, opened, team  # noqa: F401 - fixtures
