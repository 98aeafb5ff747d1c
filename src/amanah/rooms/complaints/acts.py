"""What a reporter may decide in the mailbox of a complaint."""

from typing import Final

FINISH: Final = "finish"
DISPUTE: Final = "dispute"
REOPEN: Final = "reopen"
APPEAL: Final = "appeal"
CLOSE_OFF: Final = "close_off"
"""Keep the content secret, for good."""

ACTS: Final = (FINISH, DISPUTE, REOPEN, APPEAL, CLOSE_OFF)
