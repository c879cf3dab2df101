"""Documents to look at, and eyes to read them with."""

from datetime import date

import pypdfium2

from core.api.branding import Branding
from core.domain.letters import Block, LetterDocument, Paragraph

BRANDING = Branding("Example Borough Council", "J. Officer", "Example Borough Council, Town Hall, Anytown")


def letter(*blocks: Block, **more: object) -> LetterDocument:
    given: dict[str, object] = {
        "key": "answer",
        "language": "en",
        "title": "Our answer to your complaint",
        "reference": "EXA-7K3F-29QX",
        "dated": date(2025, 1, 9),
        "recipient": ("Ms A. Resident", "1 Any Street", "Anytown", "ZZ1 1ZZ"),
        "opening": "Dear Ms Resident",
        "blocks": blocks or (Paragraph("Thank you."),),
        "closing": "Yours sincerely",
        "signed": ("J. Officer", "Complaints Officer"),
        "sender": ("Town Hall", "Anytown", "01632 960001"),
        **more,
    }
    return LetterDocument(**given)  # type: ignore[arg-type]


def read(pdf: bytes) -> str:
    """The text of a PDF as a reader's program finds it, page after page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append(text.get_text_range())
            text.close()
            page.close()
        return "\n".join(pages)
    finally:
        document.close()


def without_blanks(text: str) -> str:
    """`text` without blanks, and with the hyphen that the reader takes for a broken word put back."""
    return "".join(text.replace("\ufffe", "-").split())
