"""Central Bedfordshire's corporate feedback procedure, as the Shadow Executive's report of 17 March 2009 tells of it.

The report's appendices, which hold the procedure itself, are not known. It states three stages, a right to reach
independent scrutiny, and alternative dispute resolution; it states no clock, no handler and no exclusion but one.
"""

from core.api import (
    OPEN,
    Ground,
    Need,
    Procedure,
    Stage,
    Text,
    acknowledge,
    agree_date,
    answer,
    anytime,
    ask,
    no_limit,
    refuse,
    withdraw,
)
from plugins.alternative_dispute_resolution.rules import adr_moves
from plugins.code_two_stage.rules import (
    CODE_ASSUMED,
    LGSCO,
    OTHER_REASON,
    SECTION_2,
    SECTION_6,
    code_stage1,
    code_stage2,
    first_known,
    time_limit,
)

REPORT = "Shadow Executive, 17 March 2009"
STAGES, SCRUTINY, DISPUTES, BREACH, SCOPE = (
    f"{REPORT}: {part}"
    for part in (
        "three stages",
        "the right to independent scrutiny",
        "alternative dispute resolution",
        "not following a policy can be maladministration",
        "services that the law gives a procedure",
    )
)

SOCIAL_CARE = Ground(
    "social_care",
    Text("A complaint for which the law lays down a social care procedure"),
    Text("That statutory procedure"),
    cite=SCOPE,
)
BROKEN = anytime(
    "find_breach", "Record that we did not follow our own procedure",
    Need("rule", Text("Which part of the procedure was not followed"), cite=BREACH),
    Need("effect", Text("What that did to the person"), cite=BREACH),
    records="procedure_not_followed", cite=BREACH,
)  # fmt: skip

STAGE_1 = (
    acknowledge("What we understand the complaint to be", cite=SECTION_6),
    answer(*OPEN, cite=STAGES), refuse(*OPEN, cite=SECTION_2), withdraw(*OPEN),
    ask("stage2", "Ask for stage 2", cite=STAGES),
)  # fmt: skip
# Nobody is refused from here on: whoever is not content may reach independent scrutiny.
STAGE_2 = (
    acknowledge("What we understand to be still not right", cite=SECTION_6),
    answer(*OPEN, cite=STAGES), withdraw(*OPEN), ask("stage3", "Ask for independent scrutiny", cite=SCRUTINY),
)  # fmt: skip
STAGE_3 = Stage(
    "stage3", Text("Stage 3: independent scrutiny"), "received", rests=("answered", "withdrawn"),
    moves=(
        agree_date("received", cite=SCRUTINY), answer("received", cite=SCRUTINY), withdraw("received"),
    ),
    clocks=(no_limit("stage3_response_due", "answered", cite=SCRUTINY),),
    not_by=("stage1", "stage2"), outside_service=True,
    departs_from_code=Text("LGSCO Code 2024, section 5: two stages and no more; this council has a third."),
)  # fmt: skip

CENTRAL_BEDFORDSHIRE_2009 = Procedure(
    key="corporate",
    version="central-bedfordshire-2009",
    title=Text("Complaints, three stages"),
    source="Report of the Director of Business Transformation, Shadow Executive, 17 March 2009",
    ombudsman=LGSCO,
    grounds=(SOCIAL_CARE, OTHER_REASON),
    stages=(
        code_stage1(STAGE_1, assumed=CODE_ASSUMED),
        code_stage2(STAGE_2, signpost="stage3", assumed=CODE_ASSUMED),
        STAGE_3,
    ),
    case_clocks=(time_limit(assumed=CODE_ASSUMED),),
    anytime=(*adr_moves(DISPUTES), BROKEN, first_known()),
    assumptions=(
        Text("No time limit is stated for any stage; the Code's are assumed at stages 1 and 2, none at stage 3."),
        Text("Who answers is not stated; independent scrutiny is read as somebody outside the service, new to it."),
        Text("Alternative dispute resolution is not said to stop any time limit, and so stops none."),
        Text("How far an answer may be extended is not stated; the Code's 10 and 20 working days are assumed."),
        Text("No exclusion is stated but social care; another reason is judged on its merits, as the Code says."),
        Text("The report names the Local Government Ombudsman, as the ombudsman was called in 2009."),
    ),
)
