"""Whether a letter says sorry: what it says and what the record keeps of it must be the same.

Somebody says sorry in the part of the letter that is there for it, or where they answer the point itself. Only a
sentence in which we ourselves say sorry for something counts: "We are sorry that we missed your bins", not "Nobody
said sorry", not "We are sorry to inform you" and not "We are sorry if you feel that way".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from core.domain.letters import Fill, LetterSection, LetterTemplate, Written, put_in

_SORRY = re.compile(
    r"\b(?:I|we)(?:['’](?:m|re)|\s+am|\s+are)(?:\s+(?:so|very|truly|deeply|sincerely|both|all|also|still))*\s+sorry"
    r"(?!\s+(?:to\s+(?:hear|learn|say|tell|read|see|inform|advise|report|note|disappoint|let\s+you|have\s+to)"
    r"|if|(?:that\s+)?you\s+(?:feel|felt|think|thought|believe))\b)"
    r"|\b(?:I|we)(?:\s+(?:must|would\s+like\s+to|want\s+to|wish\s+to|do|now|also|would|can\s+only|sincerely|fully))*"
    r"\s+(?:apologi[sz]e|say\s+sorry)\b"
    r"|\bthe\s+council(?:\s+is(?:\s+very)?\s+sorry|(?:\s+sincerely)?\s+apologi[sz]es)\b"
    r"|\b(?:my|our)\s+(?:\w+\s+)?apologies\s+(?:for|that)\b"
    r"|\b(?:accept|offer\s+you|offer|with|send\s+you)\s+(?:my|our)\s+(?:\w+\s+)?apolog(?:y|ies)\b"
    r"|\bmae['’]n\s+(?:wir\s+)?ddrwg\s+(?:iawn\s+)?(?:gen\s+i|gennym|gan)\b(?!\s+(?:glywed|ddarllen|ddweud|weld|os)\b)"
    r"|\b(?:ymddiheurwn|ymddiheuraf)\b|\b(?:rydym|rydyn|rwyf|rwy)(?:\s+ni|['’]n)?\s+(?:yn\s+)?ymddiheuro\b",
    re.IGNORECASE,
)


def says_sorry(text: str, quoted: Iterable[str] = ()) -> bool:
    """Whether `text` says sorry in its writer's own name; what it quotes from others does not count."""
    for words in quoted:
        text = text.replace(words, " ") if words else text
    return bool(_SORRY.search(" ".join(text.split())))


def part_for_apology(
    template: LetterTemplate, language: str, own: Mapping[str, str], values: Mapping[str, str]
) -> str:
    """What stands in the part of the letter that is there to say sorry; "" when it is empty or there is none.

    `values` fill what the council offers there.
    """
    parts = (_stands_in(section, language, own, values) for section in template.sections if section.apologises)
    return "\n\n".join(filter(None, map(str.strip, parts)))


def _stands_in(section: LetterSection, language: str, own: Mapping[str, str], values: Mapping[str, str]) -> str:
    if section.key in own and section.fill != Fill.FIXED:
        return own[section.key]
    return put_in(section.text.in_language(language), values)


def apologises(sections: Iterable[Written], issue: int, quoted: Iterable[str] = ()) -> bool:
    """Whether the letter of `sections` says sorry for the issue of that number."""
    kept = tuple(quoted)
    return any(
        bool(part.text.strip()) if part.apologises else part.issue == issue and says_sorry(part.text, kept)
        for part in sections
    )
