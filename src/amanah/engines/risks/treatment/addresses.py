"""Where a risk's plan is; it holds in every process, also where no desk is loaded."""


def of_plan(number: str) -> str:
    """The plan of the risk of that number."""
    return f"/desk/risks/treatment/{number}/"
