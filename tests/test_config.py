"""Settings from the environment, and what production refuses to start with."""

from pathlib import Path

import pytest

from core.config import Config, ConfigError

KEY = "k3J9-vq2Lx7RtB0zPw5YcN8dHs1FmAeG4uTi"
SAFE = {
    "UPHELD_DATABASE": "postgresql://upheld_app@db/upheld",
    "UPHELD_OWNER_DATABASE": "postgresql://upheld_owner@db/upheld",
    "UPHELD_SECRET_KEY": KEY,
    "UPHELD_SMTP": "smtps://mail.riverton.example:465",
    "UPHELD_BASE_HOST": "feedback.riverton.example",
    "UPHELD_TRUSTED_HOSTS": "feedback.riverton.example, .hillford.example",
    "UPHELD_PROXY_HOPS": "1",
}


def test_a_safe_production_is_read() -> None:
    config = Config.from_environment(SAFE)
    assert (config.mode, config.is_production, config.https, config.proxy_hops) == ("production", True, True, 1)
    assert config.database == "postgresql+psycopg://upheld_app@db/upheld"
    assert config.app_role == "upheld_app"
    assert config.trusted_hosts == ("feedback.riverton.example", ".hillford.example")


def test_a_demo_needs_nothing(tmp_path: Path) -> None:
    config = Config.from_environment({"UPHELD_MODE": "demo", "UPHELD_DATA": str(tmp_path)})
    assert config.database == config.owner_database == f"sqlite:///{tmp_path.resolve() / 'upheld.sqlite3'}"
    assert (config.is_demo, config.https, config.smtp, config.port, config.base_host) == (
        True,
        False,
        "",
        8000,
        "localhost",
    )
    assert config.trusted_hosts == ("localhost", ".localhost")


@pytest.mark.req("ISO-02")
@pytest.mark.parametrize("name", ["UPHELD_SECRET_KEY", "UPHELD_SMTP", "UPHELD_TRUSTED_HOSTS", "UPHELD_PROXY_HOPS"])
def test_production_refuses_to_start_without(name: str) -> None:
    with pytest.raises(ConfigError, match=name):
        Config.from_environment({key: value for key, value in SAFE.items() if key != name})


def test_production_is_the_mode_where_none_is_named_and_says_all_that_is_wrong_in_one_line() -> None:
    with pytest.raises(ConfigError) as refused:
        Config.from_environment({})
    said = str(refused.value)
    assert all(name in said for name in ("SECRET_KEY", "SMTP", "TRUSTED_HOSTS", "PROXY_HOPS"))
    assert "\n" not in said


@pytest.mark.parametrize(
    "key",
    [
        "short",
        "a" * 64,
        "abababababababababababababababababab",
        "change-me-to-something-of-32-letters",
        "this is the example key of our documentation",
        "a key that everybody may know, for demo and development only",
    ],
)
def test_production_refuses_a_weak_or_sample_key(key: str) -> None:
    with pytest.raises(ConfigError, match="UPHELD_SECRET_KEY"):
        Config.from_environment(SAFE | {"UPHELD_SECRET_KEY": key})


def test_production_refuses_plain_http_away_from_this_machine() -> None:
    with pytest.raises(ConfigError, match="UPHELD_HTTPS"):
        Config.from_environment(SAFE | {"UPHELD_HTTPS": "0"})
    here = SAFE | {"UPHELD_BASE_HOST": "localhost"}
    assert Config.from_environment(here).https is False


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("UPHELD_MODE", "staging"),
        ("UPHELD_PORT", "80 80"),
        ("UPHELD_PORT", "70000"),
        ("UPHELD_PORT", "٨٠"),
        ("UPHELD_PROXY_HOPS", "-1"),
        ("UPHELD_PROXY_HOPS", "many"),
        ("UPHELD_HTTPS", "perhaps"),
        ("UPHELD_DATABASE", "mysql://x"),
        ("UPHELD_DATABASE", "sqlite://"),
        ("UPHELD_SMTP", "mail.riverton.example"),
        ("UPHELD_SMTP", "http://mail.riverton.example"),
        ("UPHELD_TRUSTED_HOSTS", "*"),
        ("UPHELD_TRUSTED_HOSTS", "https://riverton.example"),
        ("UPHELD_TRUSTED_HOSTS", "riverton.example:443"),
    ],
)
def test_what_cannot_be_read_is_named(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name):
        Config.from_environment(SAFE | {name: value})


def test_keys_and_passwords_stay_out_of_logs() -> None:
    config = Config.from_environment(SAFE | {"UPHELD_DATABASE": "postgresql://upheld_app:pass-word@db/upheld"})
    assert KEY not in repr(config)
    assert "pass-word" not in repr(config)
    assert config.app_role == "upheld_app"


def test_heads_go_to_every_councils_keeper_and_to_each_ones_own() -> None:
    to = "records@archive.example, hillford=audit@hillford.example,hillford=records@archive.example"
    config = Config.from_environment(SAFE | {"UPHELD_HEADS_TO": to})
    assert config.heads_for("riverton") == ("records@archive.example",)
    assert config.heads_for("hillford") == ("records@archive.example", "audit@hillford.example")
    assert Config.from_environment(SAFE).heads_for("hillford") == ()


@pytest.mark.parametrize("to", ["nobody", "a@b.example;c@d.example", "X=a@b.example", "a@b.example\nBcc: e@f.example"])
def test_what_is_no_keeper_of_heads_is_refused(to: str) -> None:
    with pytest.raises(ConfigError, match="UPHELD_HEADS_TO lists e-mail addresses"):
        Config.from_environment(SAFE | {"UPHELD_HEADS_TO": to})


def test_what_only_serving_needs_may_be_missing_for_who_only_looks() -> None:
    config = Config.from_environment({}, serving=False)
    assert (config.mode, config.secret_key, config.smtp, config.trusted_hosts) == ("production", "", "", ())
    with pytest.raises(ConfigError, match="UPHELD_PORT"):
        Config.from_environment({"UPHELD_PORT": "many"}, serving=False)
