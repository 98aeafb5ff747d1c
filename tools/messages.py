"""Collect the texts to translate in every app and compile the translations. For maintainers; needs gettext.

Every app keeps its own catalogue (locale/en/LC_MESSAGES/django.po) beside its templates. Indonesian is the language of the source.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "src" / "amanah"


def parts() -> list[Path]:
    """Every folder with texts of its own: the apps, and config, which belongs to none."""
    return sorted({path.parent for path in ROOT.rglob("apps.py")} | {ROOT / "config"})


def count(po: Path, *which: str) -> int:
    """How many texts of a catalogue are `which` (an option of msgattrib)."""
    found = subprocess.run(["msgattrib", "--no-obsolete", *which, po], check=True, capture_output=True, text=True).stdout
    return max(found.count("\nmsgid ") - 1, 0)  # the first is the catalogue's own header


def collect(part: Path) -> int:
    """Collect and compile one part. Returns how many texts still lack their English."""
    folder = part / "locale"
    folder.mkdir(exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    # -P: an app's own modules (numbers.py) must not hide the standard library's
    command = [sys.executable, "-P", "-m", "django", "makemessages", "-l", "en", "--no-location", "--no-obsolete", "--no-wrap", "-v", "0"]
    subprocess.run(command, cwd=part, env=environment, check=True)
    po = folder / "en" / "LC_MESSAGES" / "django.po"
    if not po.exists():
        shutil.rmtree(folder)
        return 0
    subprocess.run(["msgfmt", "--check-format", "-o", po.with_suffix(".mo"), po], check=True)
    return count(po, "--untranslated") + count(po, "--only-fuzzy")


def main() -> int:
    """Go through all parts and say where English is missing. Returns 1 if it is missing anywhere."""
    missing = {part: collect(part) for part in parts()}
    for part, texts in missing.items():
        if texts:
            print(f"{part.relative_to(ROOT)}: {texts} to translate in locale/en/LC_MESSAGES/django.po, then run this again")
    return int(any(missing.values()))


if __name__ == "__main__":
    sys.exit(main())
