"""Where the pages of the room are; they hold in every process, also where no desk is loaded."""


def of_interest(number: str) -> str:
    """The page of one interest."""
    return f"/desk/interests/{number}/"


MINE = "/desk/interests/"
REGISTER = "/desk/interests/register/"
