"""Put the working copy and its console command into the virtual environment.

An editable install would need a build backend from outside the locks; one path file and one script do the same.
"""

import site
import stat
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = """#!{python}
import sys

from amanah.cli import main

sys.exit(main())
"""


def install() -> None:
    """Write `amanah.pth` and `bin/amanah` into the environment of the interpreter that runs this."""
    (Path(site.getsitepackages()[0]) / "amanah.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    script = Path(sys.executable).parent / "amanah"
    script.write_text(COMMAND.format(python=sys.executable), encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


if __name__ == "__main__":
    install()
