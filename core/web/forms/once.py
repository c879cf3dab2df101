"""The name of the command that a posted form gives, so that pressing the button twice does the thing once."""

from __future__ import annotations

import json
from hashlib import sha256

from flask import g, request
from flask_login import current_user

from core.web.csrf import FIELD


def command_id() -> str:
    """The same form sent again by the same person is the same command; "" where the form has no `once`.

    What was typed is part of the name. Somebody who goes back, writes something else and sends that gives another
    command, though their browser kept the hidden field: it must never be taken for a repeat, and its words lost.
    """
    once = request.form.get("once", "")
    if not once:
        return ""
    follower = g.get("follower")
    who = follower.actor.key if follower is not None else current_user.actor.key
    said = sorted((name, value) for name, value in request.form.items(multi=True) if name != FIELD)
    return sha256(json.dumps([g.authority.code, who, request.path, said]).encode()).hexdigest()
