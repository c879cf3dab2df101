"""A text of rules in words, part by part, and two of them side by side."""

from __future__ import annotations

from collections import Counter

import pytest

from core.domain.procedure import Procedure
from core.host import Host
from core.words.procedure_text import Reader
from core.words.say import ENGLISH
from core.words.versions import _says, differences, says

HOST = Host.discover()
OFFERED = {
    (code, text.key, text.version): text
    for code in sorted(HOST.profiles())
    for text in HOST.runtime(code).offers.procedures
}


def offered(code: str, version: str, key: str = "corporate") -> Procedure:
    return OFFERED[code, key, version]


@pytest.mark.parametrize("place", sorted(OFFERED), ids="/".join)
def test_no_part_of_a_text_hides_another_of_the_same_name(place: tuple[str, str, str]) -> None:
    names = Counter(name for name, _ in _says(Reader(OFFERED[place], {}), ENGLISH))
    assert [name for name, count in names.items() if count > 1] == []
    assert differences(OFFERED[place], OFFERED[place]) == ()


def test_a_step_says_whose_it_is_what_it_asks_and_where_it_leads() -> None:
    text = offered("rotherham_2010", "proposed-2008")
    told = says(text, roles={"assistant_director": "Assistant Director", "director": "Director"})
    step = told["stage3", "Send it to the panel after the internal review (step)"]
    assert step.startswith("by Assistant Director or Director; asks for: The reasons for the stage 2 reply, tested; ")
    assert step.endswith("; from received to reviewed")
    assert told["informal", "Agree a date with the person (step)"].endswith("; at received or with manager")
    assert told["", "At any time: Propose compensation by the guideline"].startswith("by anybody who works the case; ")


def test_who_may_not_look_how_much_longer_and_where_to_next_are_told_in_titles() -> None:
    reader = Reader(offered("rotherham_2010", "current"), {})
    informal, stage1, stage2, stage3 = reader.stages()
    assert informal.after == "Stage 1" and informal.clocks[0].rule == "no date is fixed"
    assert informal.clocks[0].assumed.startswith("No time limit is stated")
    assert [line.words for line in stage1.more_time] == ["Answer stage 1: without a limit"]
    assert [line.words for line in stage2.who] == [
        "Not by whoever handled Stage 1", "By somebody from outside the service complained about",
    ]  # fmt: skip
    assert stage2.after == "Stage 3: appeals panel" and stage3.after == "Housing Ombudsman"
    assert stage3.departs.startswith("LGSCO Code 2024, section 5")


def test_a_reading_of_a_silent_or_contradictory_paper_is_a_difference_of_its_own() -> None:
    found = differences(offered("boston", "boston-earlier"), offered("boston", "selcp-2024"))
    reads = next(one for one in found if one.part == "Answer stage 1, how it is read")
    assert (reads.stage, reads.where) == ("stage1", "stage1: Answer stage 1, how it is read")
    assert reads.before == "The paper gives 20 working days and no start; read as from receipt."
    assert reads.after.startswith("The paper says both 10 working days from acknowledgement and 15 in all")


def test_how_days_are_counted_is_told() -> None:
    statutory = next(text for (_, key, _), text in OFFERED.items() if key == "childrens_social_care")
    assert Reader(statutory, {}).days()[0] == "Bank holidays do not count; the council's own closures do"
    assert Reader(offered("boston", "selcp-2024"), {}).days() == (
        "Neither bank holidays nor the council's published closures count",
        "What comes in counts on the day it arrives, whatever the hour",
    )
