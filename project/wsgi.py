"""What gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
application = get_wsgi_application()

# Before the processes that serve are forked: the pages are imported once, not by each at its first
# request, and what is there for good is no longer looked through for garbage.
get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()
