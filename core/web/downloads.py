"""Files that leave as files: with a name that cannot break a header, and never opened as a page of ours."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from flask import Response

_ODD = re.compile(r"[^\w.() -]+")


def pdf_answer(data: bytes, name: str) -> Response:
    """A PDF to be saved under `name`, as RFC 6266 writes it."""
    tidy = _ODD.sub("-", unicodedata.normalize("NFC", name)).strip(" .-") or "letter.pdf"
    plain = tidy.encode("ascii", "ignore").decode() or "letter.pdf"
    answer = Response(data, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(tidy)}"
    return answer
