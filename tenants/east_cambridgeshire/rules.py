"""East Cambridgeshire's Customer Complaints Policy, as the committee's report of 4 April 2016 tells of it.

The policy itself is not known. The report states the kinds of feedback, one system for every service, and learning in
four steps; it states no stage, no clock and no exclusion, so all of those are the Code's, assumed.
"""

from core.api import Need, Procedure, Text, anytime
from plugins.code_two_stage.rules import (
    CODE_ASSUMED,
    LGSCO,
    OTHER_REASON,
    OVER_12_MONTHS,
    code_stage1,
    code_stage2,
    first_known,
    time_limit,
)

REPORT = "Regulatory and Support Services Committee, 4 April 2016"
LEARNING = f"{REPORT}: learning in four key stages"

# The diagram of the four is missing from the paper.
LEARNING_STEPS = (
    ("capture", Text("Capture what people tell us")),
    ("analyse", Text("Find out why it happens")),
    ("act", Text("Change what we do")),
    ("publish", Text("Tell people what has changed")),
)

LEARN = anytime(
    "note_learning", "Note a step of learning from it",
    Need("step", Text("Which step"), "choice", LEARNING_STEPS, cite=LEARNING),
    Need("lesson", Text("What was learnt, or done"), cite=LEARNING),
    records="learning_noted", cite=LEARNING,
)  # fmt: skip

EAST_CAMBRIDGESHIRE_2016 = Procedure(
    key="corporate",
    version="east-cambridgeshire-2016",
    title=Text("Complaints, two stages"),
    source=f"Report of the Customer Services Manager, {REPORT}",
    ombudsman=LGSCO,
    grounds=(OVER_12_MONTHS, OTHER_REASON),
    stages=(code_stage1(assumed=CODE_ASSUMED), code_stage2(assumed=CODE_ASSUMED)),
    case_clocks=(time_limit(assumed=CODE_ASSUMED),),
    anytime=(LEARN, first_known()),
    assumptions=(
        Text("Stages, time limits, extensions and grounds for refusing are not stated; the Code's are assumed."),
        Text("The diagram of the four steps of learning is missing: capture, analyse, act and publish are assumed."),
        Text("The report names the Local Government Ombudsman's guidance, as the ombudsman was called in 2016."),
    ),
)
