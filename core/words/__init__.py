"""Codes, dates and reasons as sentences: plain words for residents, full ones for staff. Nothing here decides."""
