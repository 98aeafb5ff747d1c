"""A process that renders one PDF and ends: JSON on standard input, the PDF on standard output, nothing anywhere else.

It is run as a file, isolated from environment and site configuration, and imports neither Django nor Amanah. What it renders may
be sealed content, so it may not write any file (the limit on file size is zero), leaves no core dump, and is bounded in time and
memory. Data reaches the template as a virtual JSON file, never as markup.
"""

import base64
import json
import resource
import sys
from pathlib import Path

MEMORY = 2 * 1024**3
SECONDS = 30
FONTS = Path(__file__).with_name("typst") / "fonts"
"""Beside those that typst brings along: the desk's own, as posters set it."""


def confine() -> None:
    """Give up what rendering does not need."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main() -> None:
    """Render what standard input describes: `files` (base64 by name, with a "main"), `timestamp`, `standards`."""
    confine()
    sys.dont_write_bytecode = True
    import typst  # only now, under the limits

    job = json.loads(sys.stdin.buffer.read())
    files = {name: base64.b64decode(content) for name, content in job["files"].items()}
    common = {"format": "pdf", "ignore_system_fonts": True, "font_paths": [FONTS], "sys_inputs": {}, "timestamp": job["timestamp"]}
    try:
        pdf = typst.compile(files, pdf_standards=job["standards"], **common)
    except typst.TypstError:
        # The standards refuse a sign that no embedded font has (an emoji, say): rather a plain PDF than none.
        pdf = typst.compile(files, **common)
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
