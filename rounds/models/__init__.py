from rounds.models.opgave import Opgave
from rounds.models.proposal import TargetProposal
from rounds.models.round import Round
from rounds.models.target import Target, TargetSet

__all__ = ["Opgave", "Round", "Target", "TargetProposal", "TargetSet"]
