"""Where the pages of the room are; it holds in every process, also where no desk is loaded."""


def of_scope(number: str) -> str:
    """The page of the scope of that number."""
    return f"/desk/smap/{number}/"


def of_change(scope: str, change: str) -> str:
    """The page of one planned change."""
    return f"/desk/smap/{scope}/changes/{change}/"
