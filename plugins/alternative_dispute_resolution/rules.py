"""The moves of alternative dispute resolution, for a council's own text: none leaves the stage it is made in."""

from core.api import Move, Need, Text, anytime

OFFERED, ACCEPTED, DECLINED, ENDED = "adr_offered", "adr_accepted", "adr_declined", "adr_ended"
METHODS = (
    ("meeting", Text("A meeting")),
    ("mediation", Text("Mediation")),
    ("conciliation", Text("Conciliation")),
    ("other", Text("Another way")),
)
OUTCOMES = (
    ("settled", Text("Settled")),
    ("partly_settled", Text("Settled in part")),
    ("not_settled", Text("Not settled")),
)


def adr_moves(cite: str) -> tuple[Move, ...]:
    """Offer, accept, decline and end it, for the `anytime` moves of a text."""
    method = Need("method", Text("Which way"), "choice", METHODS, cite=cite)
    outcome = Need("adr_outcome", Text("How it ended"), "choice", OUTCOMES, cite=cite)
    terms = Need("terms", Text("What was agreed, or why nothing was"), cite=cite)
    return (
        anytime("offer_adr", "Offer another way to settle it", method, records=OFFERED, cite=cite),
        anytime("accept_adr", "The person accepts the other way", records=ACCEPTED, cite=cite),
        anytime("decline_adr", "The person declines the other way", records=DECLINED, cite=cite),
        anytime("end_adr", "Record how the other way ended", outcome, terms, records=ENDED, cite=cite),
    )
