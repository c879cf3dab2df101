"""The worked dates of every released procedure: a corpus that no change of the evaluator may move unawares.

Each row was counted day by day, apart from the system, from its source and the published bank holidays of England.
Nothing of the system is imported: what is here is what the system is judged by.
"""

from __future__ import annotations

from datetime import date

from tests.golden import (
    adults,
    boston,
    buckinghamshire,
    central_bedfordshire,
    childrens,
    code,
    data_protection,
    east_cambridgeshire,
    housing,
    information,
    rotherham,
    selcp,
)
from tests.golden.rows import Row

ROWS: tuple[Row, ...] = (
    *selcp.ROWS, *boston.ROWS, *buckinghamshire.ROWS, *code.ROWS, *central_bedfordshire.ROWS, *rotherham.ROWS,
    *east_cambridgeshire.ROWS, *housing.ROWS, *childrens.ROWS, *adults.ROWS, *data_protection.ROWS, *information.ROWS,
)  # fmt: skip

ENGLAND = """
2008-01-01 2008-03-21 2008-03-24 2008-05-05 2008-05-26 2008-08-25 2008-12-25 2008-12-26
2009-01-01 2009-04-10 2009-04-13 2009-05-04 2009-05-25 2009-08-31 2009-12-25 2009-12-28
2016-01-01 2016-03-25 2016-03-28 2016-05-02 2016-05-30 2016-08-29 2016-12-26 2016-12-27
2017-01-02 2017-04-14 2017-04-17 2017-05-01 2017-05-29 2017-08-28 2017-12-25 2017-12-26
2020-01-01 2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-28
2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26
2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
2028-01-03
"""
BANK_HOLIDAYS = frozenset(map(date.fromisoformat, ENGLAND.split()))
"""England. 26 December 2026 is a Saturday, 25 and 26 December 2027 and 1 January 2028 a weekend: substitutes follow."""
