"""Collect the texts to translate in every app and compile the translations. For maintainers; needs gettext.

Every app keeps its own catalogue (locale/en/LC_MESSAGES/django.po) beside its templates. Indonesian is the language of the source.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "src" / "amanah"
DJANGO = [sys.executable, "-m", "django"]


def apps() -> list[Path]:
    """Every app with a catalogue."""
    return sorted(path.parent for path in ROOT.rglob("locale") if path.is_dir())


def main() -> int:
    """Go through the apps; say which texts still lack a translation. Returns how many there are, at most 1."""
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    missing = 0
    for app in apps():
        subprocess.run(
            [*DJANGO, "makemessages", "-l", "en", "--no-location", "--no-obsolete", "--no-wrap", "-v", "0"],
            cwd=app, env=environment, check=True,
        )  # fmt: skip
        po = app / "locale" / "en" / "LC_MESSAGES" / "django.po"
        subprocess.run(["msgfmt", "--check-format", "-o", po.with_suffix(".mo"), po], check=True)
        count = subprocess.run(["msgattrib", "--untranslated", "--no-obsolete", po], check=True, capture_output=True, text=True)
        fuzzy = subprocess.run(["msgattrib", "--only-fuzzy", "--no-obsolete", po], check=True, capture_output=True, text=True)
        open_texts = max(count.stdout.count("\nmsgid ") - 1, 0) + max(fuzzy.stdout.count("\nmsgid ") - 1, 0)
        missing += open_texts
        print(f"{app.relative_to(ROOT)}: {open_texts or 'nothing'} to translate")
    return min(missing, 1)


if __name__ == "__main__":
    sys.exit(main())
