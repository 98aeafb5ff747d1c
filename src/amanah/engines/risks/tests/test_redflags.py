"""The titles of red flags that the web shows are those of the catalogue."""

import importlib.util
import subprocess
import sys
from pathlib import Path

from amanah.engines.risks import redflags

TOOL = Path(__file__).parents[5] / "tools" / "red_flag_titles.py"


def test_the_file_is_what_the_catalogue_says() -> None:
    found = importlib.util.spec_from_file_location("red_flag_titles", TOOL)
    assert found
    assert found.loader
    tool = importlib.util.module_from_spec(found)
    found.loader.exec_module(tool)

    assert redflags.DATA.read_text(encoding="utf-8") == tool.text(), "run: .venv/bin/python tools/red_flag_titles.py"


def test_titles_do_not_load_the_engine() -> None:
    code = "import sys\nfrom amanah.engines.risks import redflags\nassert redflags.titles()['LYN-01'].id\nassert not {'ibis', 'pandas'} & set(sys.modules)"

    subprocess.run([sys.executable, "-c", code], check=True)
