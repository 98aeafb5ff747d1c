"""Where the pages of campaigns are; it holds in every process, also where no desk is loaded."""

from uuid import UUID

IDEAS = "/desk/campaigns/ideas/"
LEADERSHIP = "/desk/campaigns/leadership/"
AGENTS = "/desk/campaigns/agents/"


def of_campaign(number: str) -> str:
    """The page of the campaign of that number."""
    return f"/desk/campaigns/{number}/"


def of_activity(number: str) -> str:
    """The page of one activity."""
    return f"/desk/campaigns/activities/{number}/"


def of_circular(number: str) -> str:
    """The page where a message is read and confirmed."""
    return f"/desk/campaigns/reading/{number}/"


def of_idea(number: str) -> str:
    """The page of one idea."""
    return f"{IDEAS}{number}/"


def of_act(number: str) -> str:
    """The page of one act of leadership."""
    return f"{LEADERSHIP}{number}/"


def of_agent(agent_id: UUID) -> str:
    """The page of one appointment as an agent of change."""
    return f"{AGENTS}{agent_id}/"
