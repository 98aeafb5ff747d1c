"""Where the pages of the room are; it holds in every process, also where no desk is loaded."""


def of_scope(number: str) -> str:
    """The page of the scope of that number."""
    return f"/desk/smap/{number}/"


def of_change(scope: str, change: str) -> str:
    """The page of one planned change."""
    return f"/desk/smap/{scope}/changes/{change}/"


def of_report(scope: str, report: str) -> str:
    """The page of one report of the function."""
    return f"/desk/smap/{scope}/reports/{report}/"


def of_reports(scope: str) -> str:
    """The reports of a scope's function."""
    return f"/desk/smap/{scope}/reports/"
