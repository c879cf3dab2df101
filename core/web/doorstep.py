"""What the web knows of somebody at the door: where they come from, and whether this browser has signed in before."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

from flask import current_app, g, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from core.services.accounts import Attempt, Keys
from core.web.cookies import KNOWN_BROWSER, cookie_value, set_cookie

_A_YEAR = 365 * 24 * 60 * 60


def keys() -> Keys:
    """The deployment's secret, as the services want it."""
    return Keys(str(current_app.secret_key))


def origin() -> str:
    """Where the present request comes from, for counting: an address, or the /64 that one subscriber of IPv6 has whole.

    Counted by single addresses, an IPv6 line would be as good as eighteen million million million strangers.
    """
    sent = request.remote_addr or ""
    try:
        address = ip_address(sent)
    except ValueError:
        return sent
    if isinstance(address, IPv4Address):
        return str(address)
    return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))


def attempt() -> Attempt:
    """The present request as an attempt to get in or to prove who one is."""
    return Attempt(
        authority=g.authority.code,
        address=origin(),
        keys=keys(),
        browser=browser_name(request.user_agent.string),
        known_browser=_known(),
    )


def know_browser(identity_id: str) -> None:
    """Remember that this person has signed in here from this browser: strangers' guesses then cannot lock them out."""
    set_cookie(KNOWN_BROWSER, _signer().dumps(identity_id), seconds=_A_YEAR)


def _known() -> str:
    sent = cookie_value(KNOWN_BROWSER)
    if not sent:
        return ""
    try:
        return str(_signer().loads(sent, max_age=_A_YEAR))
    except (BadSignature, ValueError):
        return ""


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=f"known browser\n{g.authority.code}")


def browser_name(agent: str) -> str:
    """A browser's and a system's name out of its own long description, for the list of one's sessions."""
    browsers = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
    systems = (
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    )  # fmt: skip
    browser = next((name for sign, name in browsers if sign in agent), "Another browser")
    system = next((name for sign, name in systems if sign in agent), "")
    return f"{browser}, {system}" if system else browser


def words_others_try_first() -> tuple[str, ...]:
    """The council's own words, which no password here should rest on."""
    profile = g.runtime.profile
    return tuple({*profile.name.split(), *profile.short_name.split(), profile.code, "council", "complaints", "upheld"})
