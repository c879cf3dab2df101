"""The application for a WSGI server, such as `gunicorn wsgi:app`. Every setting comes from the environment.

It refuses to start on a database that is not up to date or, in production, whose walls between councils do not stand.
"""

import os

from core.config import Config
from core.services.council import require_ready
from core.web.app import create_app

_config = Config.from_environment(os.environ)
app = create_app(_config)
require_ready(app, walls=_config.is_production)
