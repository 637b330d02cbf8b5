"""Review: a batch that is handed in waits beside the ledger until somebody else accepts or returns it."""

from gapboard.people.review.desk import Desk
from gapboard.people.review.log import Log, open_log
from gapboard.people.review.submission import State, Submission, Verdict, accepted_by, sent_back, submissions

__all__ = ["Desk", "Log", "State", "Submission", "Verdict", "accepted_by", "open_log", "sent_back", "submissions"]
