"""The floor: a bare Flask application with the queue and the case, the same SQL written by hand, and nothing else.

No scope guard, no permissions, no forms, no translation, no council's look: what is left is what the database, Flask
and a template cost at the very least. It reads the same rows as the same role, with row-level security in force.
"""

from __future__ import annotations

import gc
from datetime import UTC, datetime
from typing import Any

import psycopg
from flask import Flask, render_template
from psycopg.rows import dict_row
from sqlalchemy import make_url

from core.ids import new_id
from tests.bench.measure import Sample, clock_of
from tests.bench.place import COUNCIL, Place
from tests.support.web import host_of

QUEUE = """<!doctype html><html lang="en"><head><title>Queue</title></head><body><h1>Queue</h1><p>{{ total }} cases</p>
<form><select name="owner">{% for who in members %}<option value="{{ who.id }}">{{ who.name }}</option>{% endfor %}
</select></form><table>{% for line in lines %}<tr><td><a href="/case/{{ line.reference }}">{{ line.reference }}</a></td>
<td>{{ line.person or "" }}</td><td>{{ line.summary or "" }}</td><td>{{ line.type }} {{ line.stage }} {{ line.service }}
</td><td>{{ line.next_due }} {{ line.next_clock }}</td><td>{{ names.get(line.owner, "") }}</td></tr>{% endfor %}
</table></body></html>"""
CASE = """<!doctype html><html lang="en"><head><title>{{ reference }}</title></head><body><h1>{{ reference }}</h1>
<p>{{ person.name }} {{ person.email }}</p>{% for letter in letters %}<p>{{ letter.subject }} {{ letter.sent_at }}</p>
{% endfor %}<ol>{% for event in events %}<li>{{ event.at }} {{ event.type }} {{ names.get(event.actor[6:], "") }}
{{ event.body }}</li>{% endfor %}</ol>{% for text in words %}<p>{{ text.body }}</p>{% endfor %}</body></html>"""

_ARRIVE = """SELECT a.code, a.name, a.plugins, a.config_version, s.membership_id, s.data, m.roles, m.services,
i.name AS who FROM authority_host h JOIN authority a ON a.code = h.authority_id
LEFT JOIN staff_session s ON s.authority_id = a.code AND s.membership_id = %(member)s
LEFT JOIN membership m ON m.id = s.membership_id LEFT JOIN identity i ON i.id = m.identity_id
WHERE h.host = %(host)s LIMIT 1"""
_MEMBERS = """SELECT m.id::text, i.name FROM membership m JOIN identity i ON i.id = m.identity_id
WHERE m.authority_id = %(council)s AND m.begins <= %(now)s AND (m.ends IS NULL OR m.ends > %(now)s) ORDER BY i.name"""
_LINES = """SELECT f.id, f.reference, f.type, f.status, f.stage, f.state, f.service, f.channel, f.received_at,
f.next_due, f.next_clock, f.next_firm, f.waiting, f.issues, f.open_issues, f.open_actions, f.owner::text,
p.name AS person, substr(w.body, 1, 200) AS summary FROM case_file f
LEFT JOIN person p ON p.authority_id = f.authority_id AND p.id = f.person_id
LEFT JOIN words w ON w.authority_id = f.authority_id AND w.id = f.summary_id
WHERE f.authority_id = %(council)s AND f.status = 'open' ORDER BY f.queue_day, f.id LIMIT 26"""
_COUNT = "SELECT count(*) AS n FROM case_file WHERE authority_id = %(council)s AND status = 'open'"
_NAMES = """SELECT m.id::text, i.name FROM membership m JOIN identity i ON i.id = m.identity_id
WHERE m.authority_id = %(council)s AND m.id = ANY(%(ids)s)"""
_EVENTS = """SELECT e.stream_id, e.seq, e.at, e.actor, e.command_id, e.type, e.schema, e.body, e.hash FROM event e
JOIN case_file f ON f.authority_id = e.authority_id AND f.id = e.stream_id
WHERE f.authority_id = %(council)s AND f.reference = %(reference)s ORDER BY e.seq"""
_WORDS = "SELECT id, body FROM words WHERE authority_id = %(council)s AND stream_id = %(case)s"
_PERSON = """SELECT p.* FROM person p JOIN case_file f ON f.authority_id = p.authority_id AND f.person_id = p.id
WHERE f.authority_id = %(council)s AND f.id = %(case)s"""
_LETTERS = """SELECT l.id, l.key, l.track, l.subject, l.channel, l."to", l.sent_at, l.sent_by, o.state FROM letter l
LEFT JOIN outbox o ON o.authority_id = l.authority_id AND o.id = l.outbox_id
WHERE l.authority_id = %(council)s AND l.case_id = %(case)s ORDER BY l.sent_at DESC"""
_NOTE = """INSERT INTO read_log (authority_id, id, at, actor, case_id, what, why)
VALUES (%(council)s, %(id)s, %(now)s, %(actor)s, %(case)s, 'case', '')"""


def bare_app(place: Place, member: str) -> Flask:
    """The two pages, on one connection, for one member of staff."""
    app = Flask("floor")
    url = make_url(place.urls.app).set(drivername="postgresql")
    connection = psycopg.connect(url.render_as_string(hide_password=False), row_factory=dict_row)
    app.extensions["floor"] = connection
    given = {"host": host_of(COUNCIL), "council": COUNCIL, "member": member}
    # Compiled once, as any application's templates are: compiling at each request would be most of the floor's cost.
    queue_page, case_page = app.jinja_env.from_string(QUEUE), app.jinja_env.from_string(CASE)

    def ask(query: str, **more: Any) -> list[dict[str, Any]]:
        return connection.execute(query, {**given, **more}).fetchall()

    def arrive() -> None:
        ask("SELECT set_config('upheld.authority', %(council)s, true)")
        ask(_ARRIVE)

    @app.get("/queue")
    def queue() -> str:
        with connection.transaction():
            arrive()
            members = ask(_MEMBERS, now=datetime.now(UTC))
            lines, total = ask(_LINES), ask(_COUNT)[0]["n"]
            owners = ask(_NAMES, ids=sorted({line["owner"] for line in lines if line["owner"]}))
        names = {who["id"]: who["name"] for who in owners}
        return render_template(queue_page, lines=lines[:25], total=total, members=members, names=names)

    @app.get("/case/<reference>")
    def case(reference: str) -> str:
        with connection.transaction():
            arrive()
            events = ask(_EVENTS, reference=reference)
            found = events[0]["stream_id"]
            words, person, letters = (ask(query, case=found) for query in (_WORDS, _PERSON, _LETTERS))
            actors = sorted({e["actor"][6:] for e in events if e["actor"].startswith("staff:")})
            names = {who["id"]: who["name"] for who in ask(_NAMES, ids=actors)}
        with connection.transaction():
            noted = {"id": new_id(), "now": datetime.now(UTC), "actor": f"staff:{member}", "case": found}
            ask("SELECT set_config('upheld.authority', %(council)s, true)")
            connection.execute(_NOTE, {**given, **noted})
        return render_template(
            case_page, reference=reference, events=events, words=words, person=person[0], letters=letters, names=names
        )

    return app


def measure_floor(place: Place, member: str, references: tuple[str, ...], times: int) -> dict[str, Sample]:
    """Both pages `times` times, through the same kind of client as the real ones."""
    app = bare_app(place, member)
    client, samples = app.test_client(), {"queue": Sample(), "case": Sample()}
    gc.collect()  # what loading left behind is not the floor's to clear up
    for turn in range(times + 1):
        for name, path in (("queue", "/queue"), ("case", f"/case/{references[turn % len(references)]}")):
            with clock_of(samples[name] if turn else Sample()):
                answer = client.get(path)
                answer.get_data()
            samples[name].errors += answer.status_code != 200
    app.extensions["floor"].close()
    return samples
