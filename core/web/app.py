"""The web application, as a table of contents. Making it reads no database."""

from __future__ import annotations

from flask import Flask

from core.config import Config
from core.host import Host
from core.logs import configure_logging
from core.persistence.start import init_database
from core.services.council import set_up_services
from core.web.access import configure_access
from core.web.authority import configure_authority
from core.web.blueprints import register_blueprints
from core.web.cookies import configure_cookies
from core.web.csrf import configure_csrf
from core.web.errors import configure_errors
from core.web.language import configure_language
from core.web.pages import configure_pages
from core.web.proxies import trust_proxies
from core.web.security import configure_security
from core.web.sessions import configure_sessions
from core.web.visitors import configure_followers


def create_app(config: Config, host: Host | None = None) -> Flask:
    """The application for one process. `host` is what is installed; by default everything in plugins and tenants."""
    app = Flask("core.web", static_folder=None, template_folder=None)
    app.secret_key = config.secret_key
    app.extensions["upheld_config"] = config
    configure_logging()
    init_database(app, config.database)
    set_up_services(app, host or Host.discover())
    configure_security(app, config)
    configure_authority(app, config)
    configure_language(app)
    configure_sessions(app)
    configure_followers(app)
    configure_pages(app, config)
    configure_errors(app)
    register_blueprints(app, config)
    # These two check every request against what the routes declare, so they come after the last route.
    configure_access(app)
    configure_csrf(app)
    configure_cookies(app)
    # Outermost, so that everything inside sees the real client and host.
    trust_proxies(app, config)
    return app
