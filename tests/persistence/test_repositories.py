"""Councils, members of staff, invitations, throttles, drafts and messages, as rows keep them."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from core.ids import new_id, new_token, token_hash
from core.persistence.db import current_session
from core.persistence.repositories import drafts, identities, invites, outbox, registry, throttle
from core.persistence.repositories.registry import Registered
from core.persistence.repositories.throttle import Limit
from core.persistence.scope import authority_scope
from tests.support.databases import DatabaseUrls
from tests.support.source import ROOT
from tests.support.store import NOW, bare_app

RIVERTON = Registered("riverton", "Riverton Council", "RIV", "live", "england", ("code",), ("en", "cy"))
LOOK_ALIKE = "\N{KELVIN SIGN}ate@riverton.example"  # folds to an ASCII k
DAY, LATER = timedelta(days=1), NOW + timedelta(hours=1)
LIMIT = Limit(hits=3, window=timedelta(minutes=15), block=timedelta(minutes=30))


@pytest.fixture(autouse=True)
def rolled_back(context: None) -> Iterator[None]:
    """Each test's rows are gone after it."""
    yield
    current_session().rollback()


def _council(code: str = "riverton") -> None:
    hosts = [f"{code}.example"]
    registry.add_authority(replace(RIVERTON, code=code, prefix=code[:3].upper()), hosts, NOW)


def _member(email: str = "ada@riverton.example", code: str = "riverton") -> tuple[str, str]:
    person = identities.add_identity(email, "Ada Example", NOW)
    return person, identities.grant(code, person, roles=["caseworker"], begins=NOW, granted_by="test")


class TestRegistry:
    def test_a_council_is_found_by_its_host(self) -> None:
        _council()
        assert registry.authority_at("RIVERTON.example:8000") == replace(RIVERTON, prefix="RIV")
        assert registry.hosts_of("riverton") == ("riverton.example",)

    @pytest.mark.req("ISO-01")
    @pytest.mark.parametrize(
        "host",
        [
            "",
            ".",
            "riverton.example.",
            "hillford.example",
            "x.riverton.example",
            "riverton.example.evil.example",
            "user@riverton.example",
            "riverton.example@evil.example",
            "riverton.example:80:80",
            "riverton.example:port",
            "riverton.example,hillford.example",
            "riverton.example hillford.example",
            "riverton.example\0",
            "riverton.example\n",
            "riverton.example/",
            "rivertön.example",
            "ｒiverton.example",
            "127.0.0.1",
            "[::1]",
            "%",
            "-riverton.example",
            "r" * 300,
        ],
    )
    def test_no_other_host_is_taken_for_it(self, host: str) -> None:
        _council()
        assert registry.authority_at(host) is None

    def test_a_host_belongs_to_one_council_and_a_prefix_too(self) -> None:
        _council()
        with pytest.raises(IntegrityError, match=r"(?i)unique"):
            registry.add_authority(replace(RIVERTON, code="other"), [], NOW)

    def test_a_switch_raises_the_configuration_version(self) -> None:
        _council()
        registry.set_plugins("riverton", ["code", "tours"])
        now = registry.authority("riverton")
        assert now is not None
        assert (now.plugins, now.config_version) == (("code", "tours"), 2)
        assert registry.authority("nowhere") is None


class TestIdentities:
    @pytest.mark.req("AUT-04")
    @pytest.mark.parametrize("email", ["", " ", "0", "@", "a@b", "a b@c.example", LOOK_ALIKE, "a@b@c.example"])
    def test_an_address_that_is_none_finds_and_makes_nobody(self, email: str) -> None:
        identities.add_identity("kate@riverton.example", "Kate Example", NOW)
        assert identities.identity_of(email) is None
        with pytest.raises(ValueError, match="address"):
            identities.add_identity(email, "Nobody", NOW)

    def test_case_and_blanks_around_an_address_do_not_matter(self) -> None:
        id_ = identities.add_identity(" Ada@Riverton.Example ", "Ada Example", NOW)
        found = identities.identity_of("ADA@riverton.example")
        assert found is not None
        assert (found.id, found.email) == (id_, "ada@riverton.example")

    @pytest.mark.req("ISO-12")
    def test_a_shared_officer_has_one_identity_and_a_place_at_each_council(self) -> None:
        for code in ("riverton", "hillford"):
            _council(code)
        person, first = _member()
        second = identities.grant("hillford", person, roles=["manager"], begins=NOW + DAY, granted_by="test")
        assert identities.councils_of(person, NOW) == ("riverton",)
        assert identities.councils_of(person, NOW + DAY) == ("hillford", "riverton")
        assert identities.member("riverton", second) is None
        assert identities.end_membership("riverton", second, NOW) is False
        assert identities.set_roles("riverton", second, ["admin"], []) is False
        assert identities.end_membership("hillford", second, NOW + 2 * DAY) is True
        assert identities.membership_of("hillford", person, NOW + 2 * DAY) is None
        assert [member.id for member in identities.members("riverton", NOW)] == [first]

    def test_a_second_place_at_the_same_council_waits_for_the_first_to_end(self) -> None:
        _council()
        person, first = _member()
        with pytest.raises(identities.AlreadyMember):
            identities.grant("riverton", person, roles=[], begins=NOW + DAY, granted_by="test")
        identities.end_membership("riverton", first, NOW + DAY)
        assert identities.grant("riverton", person, roles=[], begins=NOW + DAY, granted_by="test")
        assert identities.member("riverton", first) is not None  # old cases still name who acted

    @pytest.mark.req("AUT-03")
    def test_a_time_step_and_a_backup_code_work_once(self) -> None:
        person = identities.add_identity("ada@riverton.example", "Ada Example", NOW)
        assert [identities.use_totp_step(person, step) for step in (7, 7, 6, 8)] == [True, False, False, True]
        identities.replace_backup_codes(person, ["a" * 64, "b" * 64])
        assert [identities.use_backup_code(person, code * 64, NOW) for code in "aab"] == [True, False, True]
        identities.replace_backup_codes(person, ["c" * 64])
        assert identities.use_backup_code(person, "b" * 64, NOW) is False
        assert identities.use_backup_code(person, "", NOW) is False


class TestInvites:
    def _invite(self, token: str, email: str = "ada@riverton.example", code: str = "riverton") -> str:
        hashed = token_hash("invite", code, token)
        offer = {"email": email, "name": "Ada Example", "roles": ["admin"], "invited_by": "operator:"}
        invites.invite(code, hashed, **offer, now=NOW, expires_at=NOW + 7 * DAY)  # type: ignore[arg-type]
        return hashed

    @pytest.mark.req("AUT-06")
    def test_an_invitation_is_used_once(self) -> None:
        _council()
        hashed = self._invite(new_token())
        used = invites.use("riverton", hashed, LATER)
        assert used is not None
        assert (used.email, used.roles, used.state) == ("ada@riverton.example", ("admin",), "used")
        assert invites.use("riverton", hashed, LATER) is None
        assert invites.open_invitation("riverton", hashed, LATER) is None

    @pytest.mark.req("AUT-06", "ISO-10")
    def test_it_is_refused_elsewhere_late_revoked_or_replaced(self) -> None:
        for code in ("riverton", "hillford"):
            _council(code)
        first = self._invite(new_token())
        assert invites.use("hillford", first, LATER) is None
        assert invites.use("riverton", first, NOW + 7 * DAY) is None
        second = self._invite(new_token())
        assert invites.use("riverton", first, LATER) is None
        assert invites.revoke("hillford", "ada@riverton.example", LATER) == 0
        assert invites.revoke("riverton", "Ada@Riverton.example", LATER) == 1
        assert invites.use("riverton", second, LATER) is None
        assert {each.state for each in invites.invitations("riverton", LATER)} == {"revoked"}

    @pytest.mark.req("ISO-10", "AUT-04")
    def test_a_tokens_hash_covers_purpose_and_council_and_nothing_empty_is_a_token(self) -> None:
        token = new_token()
        hashes = {
            token_hash("invite", "riverton", token),
            token_hash("invite", "hillford", token),
            token_hash("staff", "riverton", token),
            token_hash("invite", "riverton", token.swapcase()),
        }
        assert len(hashes) == 4
        assert len(token) >= 43
        bad = ("", " ", "None", token[:20], token * 9, "é" * 40)
        assert {token_hash("invite", "riverton", each) for each in bad} == {""}
        assert invites.use("riverton", "", NOW) is None
        with pytest.raises(ValueError, match="token"):
            self._invite("")


class TestThrottle:
    def test_who_goes_on_is_blocked_and_let_in_again_later(self) -> None:
        key = "a" * 64
        assert [throttle.hit(key, LIMIT, NOW).allowed for _ in range(5)] == [True, True, True, False, False]
        assert throttle.blocked_until(key, NOW) == NOW + LIMIT.block
        assert throttle.hit(key, LIMIT, NOW + LIMIT.block - timedelta(seconds=1)).allowed is False
        assert throttle.hit(key, LIMIT, NOW + LIMIT.block) == throttle.Tried(1, None)

    def test_a_window_that_is_over_counts_afresh(self) -> None:
        key = "b" * 64
        for _ in range(3):
            throttle.hit(key, LIMIT, NOW)
        assert throttle.hit(key, LIMIT, NOW + LIMIT.window).hits == 1

    def test_success_forgets_and_old_counts_are_swept(self) -> None:
        throttle.hit("c" * 64, LIMIT, NOW)
        throttle.forget("c" * 64)
        assert throttle.hit("c" * 64, LIMIT, NOW).hits == 1
        assert throttle.sweep(NOW + DAY, timedelta(hours=2)) == 1

    def test_nothing_at_all_may_be_the_limit(self) -> None:
        assert throttle.hit("d" * 64, replace(LIMIT, hits=0), NOW).allowed is False


class TestDraftsAndMail:
    def test_a_draft_is_kept_for_its_token_and_a_second_tab_cannot_overwrite_it(self) -> None:
        token = token_hash("draft", "riverton", new_token())
        with authority_scope("riverton"):
            drafts.start_draft(token, "{}", "what", NOW, NOW + DAY)
            assert drafts.save_draft(token, '{"what": "bins"}', "who", 1, LATER, NOW + DAY) is True
            assert drafts.save_draft(token, "{}", "who", 1, LATER, NOW + DAY) is False
            kept = drafts.draft(token, LATER)
            assert kept is not None
            assert (kept.data, kept.step, kept.version) == ('{"what": "bins"}', "who", 2)
            assert drafts.draft(token, NOW + DAY) is None
            assert drafts.draft("", LATER) is None
            current_session().flush()
        with authority_scope("hillford"):
            assert drafts.draft(token, LATER) is None
            assert drafts.drop_draft(token) is False

    def test_a_message_with_the_same_key_is_the_same_message(self) -> None:
        with authority_scope("riverton"):
            message = outbox.NewMessage("ack:1", f"<{new_id()}@x.example>", "ack", "a@b.example", "Hello", "Text")
            first = outbox.queue(message, NOW)
            assert outbox.queue(replace(message, message_id="<other@x.example>"), NOW) == first
            sending = outbox.start_sending(first, NOW, LATER)
            assert sending is not None
            assert (sending.state, sending.attempts) == ("sending", 1)
            outbox.try_again(first, LATER, "refused")
            assert outbox.start_sending(first, NOW, LATER) is not None
            outbox.sent(first, LATER)
            assert outbox.start_sending(first, NOW, LATER) is None
            assert [(each.state, each.attempts) for each in outbox.messages(state="sent")] == [("sent", 2)]
            current_session().rollback()

    def test_messages_page_by_key_newest_first(self) -> None:
        with authority_scope("riverton"):
            ids = []
            for number in range(5):
                message = outbox.NewMessage(f"k{number}", f"<{number}@x.example>", "ack", "a@b.example", "S", "T")
                ids.append(outbox.queue(message, NOW + timedelta(minutes=number // 2)))
            first = outbox.messages(most=2)
            rest = outbox.messages(before=(first[-1].created_at, first[-1].id), most=9)
            assert [each.id for each in (*first, *rest)] == sorted(ids, reverse=True)
            outbox.park(ids[0], "bounced")
            assert outbox.unpark(ids[0], LATER) is True
            assert outbox.unpark(ids[0], LATER) is False
            current_session().rollback()


_TRIER = """
import sys
from datetime import timedelta
from tests.support.databases import DatabaseUrls
from tests.support.store import NOW, bare_app
from core.persistence.db import db
from core.persistence.repositories import throttle

url, kind = sys.argv[1:]
limit = throttle.Limit(20, timedelta(minutes=15), timedelta(minutes=30))
with bare_app(DatabaseUrls(url, url, kind)) as app, app.app_context():
    for _ in range(15):
        print(throttle.hit("p" * 64, limit, NOW).allowed)
        db.session.commit()
"""


def test_a_throttle_holds_across_processes(fresh_database: DatabaseUrls) -> None:
    command = [sys.executable, "-c", _TRIER, fresh_database.app, fresh_database.kind]
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    answers = [line for process in running for line in process.communicate(timeout=120)[0].split()]
    assert (answers.count("True"), answers.count("False")) == (20, 10)
    with bare_app(fresh_database) as app, app.app_context():
        assert throttle.blocked_until("p" * 64, NOW) == NOW + timedelta(minutes=30)
        current_session().rollback()
