"""`python -m amanah.cli` is the same as the `amanah` command."""

import sys

from amanah.cli import main

sys.exit(main())
