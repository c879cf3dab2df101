"""Cases and what arrived: domain in, domain out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, exists, select, update

from core.ids import new_id
from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.direct import ours, read_rows
from core.persistence.projection import rows_of
from core.persistence.record import CaseStream
from core.persistence.rows import put_all, write_difference
from core.persistence.scope import current_authority
from core.persistence.transaction import let_case_in

_TAKEN = select(m.CaseFile.id).where(ours(m.CaseFile), m.CaseFile.reference == bindparam("reference"))
_SUBMITTED = select(m.Submission.case_id).where(ours(m.Submission), m.Submission.key == bindparam("key"))
_REFERENCES = select(m.CaseFile.id, m.CaseFile.reference).where(
    ours(m.CaseFile), m.CaseFile.id.in_(bindparam("cases", expanding=True))
)


def project(before: CaseStream | None, after: CaseStream) -> None:
    """Bring the projection of a case up to its stream, from where it was (None: it is new)."""
    if before is None:
        let_case_in()
    write_difference(rows_of(before) if before else None, rows_of(after))


def has_cases() -> bool:
    """Whether the council in scope has any case."""
    return bool(current_session().scalar(select(exists(select(m.CaseFile.id)))))


def reference_taken(reference: str) -> bool:
    """Whether a case of the council in scope has this reference."""
    return bool(read_rows(_TAKEN, reference=reference))


def add_submission(key: str, channel: str, received_at: datetime, raw: Mapping[str, object], case_id: str) -> None:
    """Keep what arrived, as it came. The same key a second time is a unique violation."""
    text = json.dumps(raw, ensure_ascii=False, sort_keys=True).replace("\\u0000", "")
    put_all(
        m.Submission,
        [
            {
                "authority_id": current_authority(),
                "id": new_id(),
                "key": key,
                "channel": channel,
                "received_at": received_at,
                "raw": text,
                "case_id": case_id,
            }
        ],
    )


def case_of_submission(key: str) -> str | None:
    """The case that a submission with that key was made into, or None when it never arrived."""
    found = read_rows(_SUBMITTED, key=key)
    return found[0][0] if found else None


def erase_submissions(case_id: str) -> None:
    """Destroy what arrived; that something did stays."""
    blank = update(m.Submission).where(m.Submission.case_id == case_id).values(raw="")
    current_session().execute(blank.execution_options(synchronize_session=False))


def cases_of_person(person: str) -> tuple[str, ...]:
    """The cases of a person, in the order in which they were made."""
    return tuple(current_session().scalars(select(m.CaseFile.id).where(m.CaseFile.person_id == person)
                                           .order_by(m.CaseFile.id)))  # fmt: skip


def references_of(case_ids: list[str]) -> dict[str, str]:
    """The references of cases, by id."""
    return {id_: reference for id_, reference in read_rows(_REFERENCES, cases=case_ids)} if case_ids else {}
