"""The application for a WSGI server, such as `gunicorn wsgi:app`. Every setting comes from the environment."""

import os

from core.config import Config
from core.web.app import create_app

app = create_app(Config.from_environment(os.environ))
