"""What somebody searched for, kept in their own session: addresses then carry a code, and never a name."""

from __future__ import annotations

import json

from core.ids import new_id
from core.persistence.repositories import sessions as repository
from core.persistence.transaction import in_one_transaction
from core.services.sessions import SignedIn

_KEPT = 10
_PREFIX = "search:"


def keep(authority: str, mine: SignedIn, typed: str) -> str:
    """Keep what was typed with the session; the code to find it by. The oldest of eleven is forgotten."""
    code = new_id()
    held = dict(mine.data)
    searches = [name for name in held if name.startswith(_PREFIX)]
    for name in searches[: max(0, len(searches) + 1 - _KEPT)]:
        del held[name]
    held[_PREFIX + code] = typed[:400]
    data = json.dumps(held, ensure_ascii=False)
    in_one_transaction(authority, lambda: repository.set_staff_session_data(mine.token_hash, data))
    return code


def forget_searches() -> None:
    """Forget what every member of staff at the council in scope has searched for: it may name somebody."""
    for token_hash, data in repository.staff_session_data():
        held = json.loads(data)
        kept = {name: value for name, value in held.items() if not name.startswith(_PREFIX)}
        if kept != held:
            repository.set_staff_session_data(token_hash, json.dumps(kept, ensure_ascii=False))


def typed_for(mine: SignedIn, code: str) -> str | None:
    """What was typed under that code in this session; None for anybody else's code, or one that was forgotten."""
    return mine.data.get(_PREFIX + code)
