"""The Celery application: `celery -A project.celery worker`."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")

app = Celery("hearsay")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def look_for_work(**_: Any) -> None:
    """A worker that starts does at once what waited for it, and is seen."""
    app.send_task("annotator.tasks.sweep")
