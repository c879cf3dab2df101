"""The register as a council's module suggests it: what a demo loads, and what is asked where there is no database."""

from __future__ import annotations

from dataclasses import replace

from core.domain.canonical import digest, to_bytes
from core.domain.register import EMPTY, AdoptedText, Register, adopt
from core.host.runtime import AuthorityRuntime


def declared_register(runtime: AuthorityRuntime) -> Register:
    """A register with the suggested history adopted, marked as loaded. Texts that are offered and never suggested are
    in it too, so that they can be asked for by their version."""
    register = EMPTY
    for entry in runtime.offers.history:
        text = runtime.offers.text(entry.kind, entry.key, entry.version)
        register = adopt(register, text, entry.from_, entry.from_, by="", note=entry.note.en, history=True)
    others: tuple[AdoptedText, ...] = (*runtime.offers.procedures, *runtime.offers.calendars)
    return replace(register, texts={**{digest(to_bytes(text)): text for text in others}, **register.texts})
