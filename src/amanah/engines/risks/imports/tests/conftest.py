"""The people of the engine's tests."""

from amanah.engines.risks.tests.conftest import team

__all__ = ["team"]
