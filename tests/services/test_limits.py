"""Limits on what strangers may do are counted with what they did, and with nothing that was refused."""

from datetime import timedelta

import pytest
from flask import Flask

from core.clock import clock_at
from core.domain.errors import DomainError
from core.ids import new_token
from core.persistence.repositories.people import PersonDetails
from core.persistence.repositories.throttle import Limit
from core.services import drafts, limits, links
from core.services.accounts import Keys, Throttled
from core.services.drafts import Sent
from core.services.limits import Client
from tests.support.casework import BOSTON, at
from tests.support.stories import complain

CLIENT = Client("203.0.113.7", Keys("a secret of the tests"))
ANSWERS = {"kind": "complaint", "story": "My bins were missed.", "named": "yes", "name": "A. Resident"}


def send(token: str) -> Sent:
    return drafts.send(BOSTON, token, "web", str, "http://boston.localhost/follow", CLIENT)


@pytest.mark.req("MAIL-03")
def test_a_form_that_is_refused_does_not_use_up_the_receipt(boston: Flask) -> None:
    token, address = new_token(), "receipt@mail.example"
    drafts.keep(BOSTON, token, {**ANSWERS, "email": address, "story": ""}, "check")
    with pytest.raises(DomainError):
        send(token)
    drafts.keep(BOSTON, token, {"story": ANSWERS["story"]}, "check")
    assert send(token).mailed_to == address


@pytest.mark.req("MAIL-03", "VAL-04")
def test_an_address_gets_one_receipt_an_hour_and_a_repeat_tells_of_the_first(boston: Flask) -> None:
    address, tokens = "again@mail.example", (new_token(), new_token())
    for token in tokens:
        drafts.keep(BOSTON, token, {**ANSWERS, "email": address}, "check")
    first, second = send(tokens[0]), send(tokens[1])
    assert (first.mailed_to, second.mailed_to) == (address, "")
    assert send(tokens[0]) == first


@pytest.mark.req("VAL-05")
def test_forms_from_one_address_are_counted(boston: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    hour = timedelta(hours=1)
    monkeypatch.setattr(limits, "FORMS_FROM_ADDRESS", Limit(hits=2, window=hour, block=hour))
    here = Client("203.0.113.8", CLIENT.keys)
    tokens = [new_token() for _ in range(3)]
    for token in tokens:
        drafts.keep(BOSTON, token, {**ANSWERS, "story": token}, "check")
    for token in tokens[:2]:
        drafts.send(BOSTON, token, "web", str, "", here)
    for _ in range(2):
        with pytest.raises(Throttled):
            drafts.send(BOSTON, tokens[2], "web", str, "", here)
    drafts.send(BOSTON, tokens[2], "web", str, "", Client("203.0.113.9", CLIENT.keys))


@pytest.mark.req("VAL-05")
def test_a_towns_postcodes_cannot_be_gone_through_in_days(boston: Flask) -> None:
    """Five tries in a quarter of an hour, from ever new addresses, and never more than twenty wrong ones in a day."""
    got = complain(person=PersonDetails("A. Resident", postcode="ZZ1 1ZZ"))
    other = complain(person=PersonDetails("B. Resident", postcode="ZZ1 1ZZ"))

    def guess(n: int, reference: str = got.reference, postcode: str = "ZZ9 9ZZ") -> str | None:
        with clock_at(at("2025-01-07T09:00") + n * timedelta(minutes=20)):
            return links.open_by_postcode(BOSTON, Client(f"203.0.113.{n}", CLIENT.keys), reference, postcode)

    assert [guess(n) for n in range(21)] == [None] * 21
    with pytest.raises(Throttled):
        guess(22, postcode="ZZ1 1ZZ")
    assert guess(22, other.reference, "zz11zz")
    assert guess(22 + 72, postcode="ZZ1 1ZZ")  # the next day
