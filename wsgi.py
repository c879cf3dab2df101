"""The application for a WSGI server, such as `gunicorn --preload wsgi:app`. Every setting comes from the environment.

It refuses to start with unsafe settings, with plugins that do not fit, on a database that is not up to date or, in
production, whose walls between councils do not stand: one line on standard error and status 2.
"""

import os
import sys

from flask import Flask

from core.cli.refusals import refusal
from core.config import Config
from core.services.council import require_ready
from core.web.app import create_app

# gunicorn starts a process again and again that ended with any other status than its own for this.
_REFUSED = 4 if "gunicorn" in sys.modules else 2


def _application() -> Flask:
    try:
        config = Config.from_environment(os.environ)
        made = create_app(config)
        require_ready(made, walls=config.is_production)
    except Exception as error:
        told = refusal(error)
        if told is None:
            raise
        print(f"upheld: {told}", file=sys.stderr)
        sys.exit(_REFUSED)
    return made


app = _application()
