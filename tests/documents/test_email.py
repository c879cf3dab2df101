"""Mails of the outbox: exactly our headers, one recipient, whatever outside data holds."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.documents.email import UnsafeMessage, build_message, clean
from core.documents.letter_text import render_html, render_text
from core.documents.mail_words import letter_cover
from core.domain.letters import Paragraph
from tests.documents.support import BRANDING, letter

OURS = [
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "auto-submitted",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
]


@dataclass(frozen=True)
class Row:
    message_id: str = "<01890a5d@council.example>"
    kind: str = "receipt"
    to_address: str = "rosa@resident.example"
    subject: str = "We have your message"
    text: str = "Hello"
    html: str = ""
    created_at: datetime = datetime(2025, 1, 6, 10, 15, tzinfo=UTC)


def runtime(name: str = "Example Borough Council") -> Any:
    contact = SimpleNamespace(email="complaints@council.example")
    return SimpleNamespace(profile=SimpleNamespace(name=name, contact=contact))


def headers(raw: bytes) -> list[str]:
    return [name.lower() for name in message_from_bytes(raw, policy=policy.compat32)]


ENCODED = "=?utf-8?q?x=0d=0aBcc:_evil=40evil.example?="
NESTED = "=?utf-8?b?PT91dGYtOD9xP3g9MGQ9MGFCY2M6X2V2aWw9NDBldmlsLmV4YW1wbGU/PQ==?="
PAYLOADS = (
    "x\r\nBcc: evil@evil.example", "x\nBcc: evil@evil.example\n\nbody", "x\u2028Bcc: e@e.example",
    "x\x0bBcc: e@e.example",
    "x\x85Bcc: e@e.example", ENCODED, NESTED, f"{ENCODED} {NESTED}",
    "=?utf-8?q?" * 30, "=?nonsense?q?a?=", "a" * 5000, "\ud800",
    "", "ŵ ŷ £ 😀",
)  # fmt: skip


@pytest.mark.req("INJ-10")
@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_outside_data_makes_a_header(payload: str) -> None:
    raw = build_message(runtime(payload), Row(subject=payload)).as_bytes()
    found = headers(raw)
    assert set(found) <= set(OURS) and len(found) == len(set(found))
    assert b"\nbcc:" not in raw.lower()


@pytest.mark.req("INJ-10")
@given(st.text(max_size=300))
def test_no_text_makes_a_header(text: str) -> None:
    assert set(headers(build_message(runtime(), Row(subject=text)).as_bytes())) <= set(OURS)


@pytest.mark.req("INJ-10")
def test_cleaning_decodes_until_nothing_changes() -> None:
    assert clean(NESTED, 200) == "x Bcc: evil@evil.example"
    assert clean("  two\r\n lines ", 200) == "two lines"
    assert len(clean("a" * 500, 200)) == 200


@pytest.mark.req("INJ-10")
@pytest.mark.parametrize(
    "address",
    ["", "nobody", "a@b@c.example", "a@x.example, b@y.example", "A <a@x.example>",
     "a@x.example\r\nBcc: b@y.example", "a b@x.example", "a@x.example\u2028"],
)  # fmt: skip
def test_one_address_or_none(address: str) -> None:
    with pytest.raises(UnsafeMessage):
        build_message(runtime(), Row(to_address=address))


def test_who_sent_it_and_that_a_machine_did() -> None:
    mail = message_from_bytes(build_message(runtime(), Row()).as_bytes(), policy=policy.default)
    assert mail["From"] == "Example Borough Council <complaints@council.example>"
    assert mail["Message-ID"] == "<01890a5d@council.example>" and mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == datetime(2025, 1, 6, 10, 15, tzinfo=UTC)
    assert build_message(runtime(), Row(kind="letter"))["Auto-Submitted"] is None


def test_a_letter_comes_as_text_as_html_and_as_a_pdf() -> None:
    document = letter(Paragraph("Hello <b>you</b>"))
    cover = letter_cover(
        document, str(render_html(document)), render_text(document), BRANDING, "http://x.example/follow"
    )
    row = Row(kind="letter", subject=cover.subject, text=cover.text, html=cover.html)
    mail = message_from_bytes(build_message(runtime(), row, b"%PDF-1.7 x").as_bytes(), policy=policy.default)
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    (attached,) = mail.iter_attachments()
    assert text is not None and html is not None
    assert "Hello <b>you</b>" in text.get_content() and "http://x.example/follow" in text.get_content()
    assert "Hello &lt;b&gt;you" in html.get_content() and BRANDING.header_bg in html.get_content()
    assert attached.get_content_type() == "application/pdf" and attached.get_content() == b"%PDF-1.7 x"
    assert mail["Subject"] == "Our answer to your complaint, EXA-7K3F-29QX"
    assert '<a href="http://x.example/follow">http://x.example/follow</a>' in html.get_content()
    assert "src=" not in html.get_content() and "Resident" not in str(mail["Subject"])


def test_the_same_message_keeps_its_id() -> None:
    assert build_message(runtime(), Row())["Message-ID"] == build_message(runtime(), Row())["Message-ID"]
