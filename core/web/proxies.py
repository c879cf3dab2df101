"""Which forwarded headers are believed: those of as many proxies as the operator says stand in front, and no more."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from core.config import Config


def trust_proxies(app: Flask, config: Config) -> None:
    """Read client address, scheme and host from the configured number of proxies. With none, headers count nothing."""
    if config.proxy_hops:
        hops = config.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
