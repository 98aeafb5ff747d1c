"""What Django asks of case kinds before it starts."""

from collections.abc import Sequence
from typing import Any

from django.core import checks

from amanah import rulebook
from amanah.engines.cases import registry
from amanah.foundation.access import roles
from amanah.kernel import clock


def declarations(app_configs: Sequence[Any] | None, **_options: object) -> list[checks.CheckMessage]:  # noqa: ARG001 - Django's signature
    """Every clock names a period that the rulebook has today, and every role is registered."""
    found: list[checks.CheckMessage] = []
    for kind in registry.all_versions():
        where = f"case kind {kind.key!r} version {kind.version}"
        for declared in kind.clocks:
            for provision in declared.provisions:
                try:
                    rulebook.due(provision, clock.today())
                except rulebook.RuleError as error:
                    found.append(checks.Error(f"{where}: clock {declared.key!r}: {error}", id="cases.E001"))
        found += [
            checks.Error(f"{where}: role {role!r} is registered by nobody", id="cases.E002")
            for role in sorted(kind.staff_roles)
            if not roles.known(role)
        ]
    return found
