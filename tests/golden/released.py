"""Every text that was released, by the hash of its bytes. A case keeps its text for good: none of these may change.

A new version gets a line of its own and leaves the others alone. `python -m tests.support.offered_texts` prints the
lines as they would be now.
"""

from __future__ import annotations

RELEASED: dict[tuple[str, str], str] = {
    ("adult_social_care", "si-2009-309"): "bb1b868a2c6d18ae229a310a8179a0b2952c9fd1d662d0b72444c5fd42f34a14",
    ("childrens_social_care", "si-2006-1738"): "33ed01c316b4410fbb022cb09f553846b8009f3e346eb9861d8f5dcb27cd43ba",
    ("corporate", "boston-earlier"): "9942616f7a7495a370516831d1d2ee10dae165d3199dc0d0ee71347969c6aac0",
    ("corporate", "buckinghamshire-2020"): "6ae0eae7053e6235ea4eb1f2514e9b73e36699d9c757d7a27fa7daff61db8907",
    ("corporate", "central-bedfordshire-2009"): "39942957eaa9342f54daae8f1bc8aa2c6ccee0ecf72d712a3cb34b1cfffad7b0",
    ("corporate", "current"): "492619d36457d677c564b63421463c7f3d7f8a956d9c3b4532104696f7eaeb87",
    ("corporate", "east-cambridgeshire-2016"): "01b90d7b44a8b56757a7d001a17936a201b35dda88c529eaa5614c9ad3a87062",
    ("corporate", "lgsco-code-2024"): "598b88cb092c21c144097b39363d2eb0fe09114b04e1f10b868f81e1805970a8",
    ("corporate", "proposed-2008"): "b0143fa4660ebb399d5e447ec439761134648379624ff73cd9ab115c62a59bb6",
    ("corporate", "selcp-2024"): "75e5b150956da2f29e6dbcb5006446143d8866d169d6d73019c9c22d77e42c7b",
    ("data_protection", "section-164a"): "06f9d18c4759ad4ddbd9d722b036d932c097dd790f2085b611f2250937c2338d",
    ("enquiry", "buckinghamshire-2020"): "3f5e50e73b17abd467e076110a5ede3ea2068490742e633c1865bcde9a1c6871",
    ("housing", "housing-ombudsman-code-2024"): "347bfb178c6fa7788a0f079f7f3dbebedf756bfecf540fa8109c23ead438ae10",
    ("information_request", "buckinghamshire-2020"): "c33574228aeb2a9a3d904b50265f40e4c64c2274dbed27f527c2ca24e4e73189",
    ("subject_access", "buckinghamshire-2020"): "bd705135d0624e811913056d5cb71f2c685fd3f44748a8aa1f3c297a9d366a97",
}
