"""The second factor: codes of an authenticator app (RFC 6238), and backup codes that work once."""

from __future__ import annotations

import base64
import hmac
import io
import secrets
from datetime import datetime

import pyotp
import segno

_STEP = 30
_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
BACKUP_CODES = 10
ISSUER = "Upheld"


def new_secret() -> str:
    """A secret for an authenticator app: 160 random bits in base 32."""
    return pyotp.random_base32()


def secret_of_invitation(key: str, token: str) -> str:
    """The secret that the set-up page of an invitation shows each time it is opened, without keeping anything."""
    digest = hmac.new(key.encode(), b"totp\n" + token.encode(), "sha256").digest()
    return base64.b32encode(digest[:20]).decode()


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step whose code this is: the present one or its neighbours, for clocks that differ. None if none."""
    typed = "".join(code.split())
    if not secret or len(typed) != 6 or not typed.isascii() or not typed.isdigit():
        return None
    present = int(now.timestamp()) // _STEP
    generator = pyotp.TOTP(secret)
    for step in (present, present - 1, present + 1):
        if hmac.compare_digest(generator.generate_otp(step), typed):
            return step
    return None


def present_code(secret: str, now: datetime) -> str:
    """The code that an app shows now; only demonstrations ask."""
    return pyotp.TOTP(secret).at(now)


def picture(secret: str, email: str, council: str) -> bytes:
    """The picture to scan, as an SVG file without inline style."""
    uri = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=council or ISSUER)
    out = io.BytesIO()
    segno.make(uri, error="m").save(out, kind="svg", scale=4, border=4, dark="#000", light="#fff", xmldecl=True)
    return out.getvalue()


def new_backup_codes() -> list[str]:
    """Ten codes of 50 random bits each, in groups that can be read out."""
    return [f"{_letters(5)}-{_letters(5)}" for _ in range(BACKUP_CODES)]


def backup_code_hash(key: str, identity_id: str, code: str) -> str:
    """What is kept of a backup code: keyed, so that a copy of the table alone cannot be searched."""
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return hmac.new(key.encode(), f"backup\n{identity_id}\n{plain}".encode(), "sha256").hexdigest()


def _letters(count: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(count))
