"""Write docs/reference/case-kinds.md from the declarations of the installed case kinds (maintainers; a test says when it is stale)."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "reference" / "case-kinds.md"


def text() -> str:
    """The page; Django must be set up."""
    from django.utils import translation

    from amanah.engines.cases import registry
    from amanah.engines.cases.declare import as_mermaid

    lines = ["# Case kinds", "", "Written by `tools/reference.py` from the declarations; do not edit.", ""]
    with translation.override("id"):
        for kind in registry.all_versions():
            clocks = [f"- clock `{clock.key}` ({clock.title}): rule `{'`, `'.join(clock.provisions)}`" for clock in kind.clocks]
            title = f"## {kind.title} (`{kind.key}`, version {kind.version})"
            lines += [title, "", *clocks, "", "```mermaid", as_mermaid(kind).rstrip(), "```", ""]
    return "\n".join(lines)


def main() -> None:
    """Write the page anew."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amanah.config.settings.test")
    import django

    django.setup()
    TARGET.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
