"""What gunicorn serves."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import reverse

from project import celery_app

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
application = get_wsgi_application()

# Before the processes that serve are forked: the pages, their templates and addresses, and what rings
# for work (nothing is connected yet) are made once and not by each at its first request; and what is
# there for good is no longer looked through for garbage.
reverse("home")
templates = settings.BASE_DIR / "templates"
for template in templates.rglob("*.html"):
    get_template(str(template.relative_to(templates)))
celery_app.connection_for_write().transport  # noqa: B018
celery_app.backend  # noqa: B018
gc.collect()
gc.freeze()
