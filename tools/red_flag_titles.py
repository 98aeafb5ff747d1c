"""Write engines/risks/data/redflags.json from the catalogue of red flags (maintainers; a test says when it is stale)."""

import json
import sys

from amanah.engines.risks.redflags import DATA
from amanah.redflags.catalogue import catalogue


def text() -> str:
    """The file: id, family, title and question of every indicator, one a line."""
    rows = (
        {
            "id": one.id,
            "family": one.family,
            "title": {"id": one.title.id, "en": one.title.en},
            "question": {"id": one.question.id, "en": one.question.en},
        }
        for one in catalogue().all()
    )
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"


def main() -> None:
    """Write it anew."""
    DATA.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
