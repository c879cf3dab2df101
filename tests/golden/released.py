"""Every text that was released, by the hash of its bytes. A case keeps its text for good: none of these may change.

A new version gets a line of its own and leaves the others alone. `python -m tests.support.offered_texts` prints the
lines as they would be now.
"""

from __future__ import annotations

RELEASED: dict[tuple[str, str], str] = {
    ("adult_social_care", "si-2009-309"): "bb1b868a2c6d18ae229a310a8179a0b2952c9fd1d662d0b72444c5fd42f34a14",
    ("childrens_social_care", "si-2006-1738"): "33ed01c316b4410fbb022cb09f553846b8009f3e346eb9861d8f5dcb27cd43ba",
    ("corporate", "boston-earlier"): "83a2e87ade78acdbbdf1dbaf9326d1710ccecbbd548abb3266b8a283ae70c8dc",
    ("corporate", "buckinghamshire-2020"): "6ae0eae7053e6235ea4eb1f2514e9b73e36699d9c757d7a27fa7daff61db8907",
    ("corporate", "central-bedfordshire-2009"): "03b8669a3124bef10817985005d4b83e727625160210087ac076e0b9bd90e736",
    ("corporate", "current"): "70cdb7692f5fafa27b65b8a8e5068cc73a2fb938112aef05b0262c791eba85b2",
    ("corporate", "east-cambridgeshire-2016"): "ab64a378c244c79d3591837ff625f99d247aeff260c7544783b70713152bc60b",
    ("corporate", "lgsco-code-2024"): "598b88cb092c21c144097b39363d2eb0fe09114b04e1f10b868f81e1805970a8",
    ("corporate", "proposed-2008"): "aeb18cc0556d084c8a33d5084616787e00d60c172c2385f0d8e6d53e86d70718",
    ("corporate", "selcp-2024"): "40941f43becde87cb15b2718296ab781fa62f66f1389ea969dc191ecc77f48d5",
    ("data_protection", "section-164a"): "06f9d18c4759ad4ddbd9d722b036d932c097dd790f2085b611f2250937c2338d",
    ("housing", "housing-ombudsman-code-2024"): "347bfb178c6fa7788a0f079f7f3dbebedf756bfecf540fa8109c23ead438ae10",
    ("information_request", "buckinghamshire-2020"): "c33574228aeb2a9a3d904b50265f40e4c64c2274dbed27f527c2ca24e4e73189",
    ("subject_access", "buckinghamshire-2020"): "bd705135d0624e811913056d5cb71f2c685fd3f44748a8aa1f3c297a9d366a97",
}
