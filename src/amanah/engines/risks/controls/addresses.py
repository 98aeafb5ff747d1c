"""Where a control's page is; it holds in every process, also where no desk is loaded."""


def of_control(number: str) -> str:
    """The page of the control of that number."""
    return f"/desk/risks/controls/{number}/"


def of_test(control: str, test: str) -> str:
    """The page of one test."""
    return f"/desk/risks/controls/{control}/tests/{test}/"
