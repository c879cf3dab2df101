"""What every form does: tidy what was typed, find all the errors at once, and lead to each."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from wtforms import PasswordField, StringField

from core.domain.errors import DomainError, Problem
from core.web.forms.base import BaseForm, tidy
from core.web.forms.cases import version_of
from core.web.forms.fields import AtMost, DateField, Given
from core.web.forms.letters import rows_of


class SampleForm(BaseForm):
    problem_fields = {"issue.0.ground": "text"}
    text = StringField("Text", [Given("Enter a text"), AtMost(20)])
    password = PasswordField("Password")
    when = DateField("The date it happened", required=True)


@pytest.fixture
def posted(site: Flask) -> Iterator[object]:
    from flask import g

    def make(**fields: str) -> SampleForm:
        names = {"when_day": "when-day", "when_month": "when-month", "when_year": "when-year"}
        data = {names.get(name, name): value for name, value in fields.items()}
        context = site.test_request_context("/", method="POST", data=data, base_url="http://boston.localhost")
        context.push()
        opened.append(context)
        from core.persistence.repositories.registry import Registered

        g.authority = Registered("boston", "Boston Borough Council", "BOS", "live", "england")
        return SampleForm()

    opened: list[object] = []
    yield make
    for context in reversed(opened):
        context.pop()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  two words \r\n", "two words"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("no\x00thing\x1b[31m", "nothing[31m"),
        ("a\u2028b", "ab"),
        ("tab\tstays", "tab\tstays"),
        (None, None),
    ],
)
def test_text_is_tidied(typed: object, kept: object) -> None:
    assert tidy(typed) == kept


def test_passwords_stay_as_typed(posted: object) -> None:
    form = posted(text=" a ", password="  two blanks  ")  # type: ignore[operator]
    assert form.text.data == "a"
    assert form.password.data == "  two blanks  "


@pytest.mark.req("A-05")
def test_every_error_is_found_and_leads_to_its_input(posted: object) -> None:
    form = posted(text=" ", when_day="31", when_month="2", when_year="2025")  # type: ignore[operator]
    assert not form.validate()
    assert [(line.text, line.href) for line in form.summary()] == [
        ("Enter a text", "#text"),
        ("The date it happened must be a real date", "#when-day"),
        ("This page was open for a long time. Check what you wrote and send it again.", "#main-content"),
    ]


@pytest.mark.req("A-05")
def test_what_the_rules_refuse_lands_on_its_field_or_on_the_whole(posted: object) -> None:
    form = posted(text="a")  # type: ignore[operator]
    form.add(DomainError(Problem("role_is_missing", "issue.0.ground"), Problem("case_closed", "nowhere")))
    assert form.text.errors == ["Choose at least one role"]
    assert form.whole_errors == ["This case is closed. Reopen it first"]
    assert form.failed


DATES = [
    (("27", "3", "2025"), date(2025, 3, 27), "", ""),
    ((" 27 ", "03", "2025"), date(2025, 3, 27), "", ""),
    (("27", "March", "2025"), date(2025, 3, 27), "", ""),
    (("27", "mar", "2025"), date(2025, 3, 27), "", ""),
    (("29", "2", "2024"), date(2024, 2, 29), "", ""),
    (("", "", ""), None, "Enter the date it happened", "when-day"),
    (("27", "", "2025"), None, "The date it happened must include a month", "when-month"),
    (("", "", "2025"), None, "The date it happened must include a day and a month", "when-day"),
    (("32", "3", "2025"), None, "The date it happened must have a day from 1 to 31", "when-day"),
    (("0", "3", "2025"), None, "The date it happened must have a day from 1 to 31", "when-day"),
    (("x", "3", "2025"), None, "The date it happened must have a day from 1 to 31", "when-day"),
    (("27", "13", "2025"), None, "The date it happened must have a month from 1 to 12", "when-month"),
    (("27", "m", "2025"), None, "The date it happened must have a month from 1 to 12", "when-month"),
    (("27", "3", "25"), None, "The date it happened must have a year of 4 numbers", "when-year"),
    (("29", "2", "2025"), None, "The date it happened must be a real date", "when-day"),
    (("٢٧", "3", "2025"), date(2025, 3, 27), "", ""),
    (("²", "3", "2025"), None, "The date it happened must have a day from 1 to 31", "when-day"),
    (("27", "3", "0000"), None, "The date it happened must be a real date", "when-day"),
]


@pytest.mark.req("A-05")
@pytest.mark.parametrize(("typed", "read", "error", "target"), DATES)
def test_a_typed_date_is_read_or_told_what_is_wrong(
    posted: object, typed: tuple[str, str, str], read: date | None, error: str, target: str
) -> None:
    day, month, year = typed
    form = posted(text="a", when_day=day, when_month=month, when_year=year)  # type: ignore[operator]
    form.validate()
    assert (form.when.data if read else None) == read
    assert list(form.when.errors) == ([error] if error else [])
    if target:
        assert form.when.first_wrong_id == target


@pytest.mark.req("A-05")
def test_what_was_typed_is_shown_again(posted: object) -> None:
    form = posted(text="a", when_day="31", when_month="2", when_year="2025")  # type: ignore[operator]
    form.validate()
    assert form.when.typed == {"day": "31", "month": "2", "year": "2025"}


def test_a_date_of_the_case_is_spread_over_the_inputs(site: Flask, posted: object) -> None:
    posted(text="a")  # type: ignore[operator]
    form = SampleForm({"when": date(2025, 3, 27)}, posted=False)
    assert form.when.typed == {"day": "27", "month": "3", "year": "2025"}


@pytest.mark.req("COD-04")
def test_numbers_in_names_of_fields_and_buttons_are_read_with_bounds() -> None:
    assert rows_of({"issue2_remedy0_kind": ["apology"], "issue2_remedy1_kind": [""]}, "remedy:2") == {2: 3}
    many = "9" * 5000  # more digits than Python would read as a number
    assert rows_of({f"issue{many}_remedy0_kind": ["x"], f"issue1_remedy{many}_kind": ["x"]}, f"remedy:{many}") == {}
    assert [version_of(text) for text in ("7", "", None, "x", "-1", many)] == [7, None, None, None, None, None]
