"""The Celery application: `celery -A project.celery worker`."""

import os
from typing import Any

from celery import Celery
from celery.signals import celeryd_init, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")

app = Celery("hearsay")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@celeryd_init.connect
def wait_for_redis(conf: Any, **_: Any) -> None:
    """A page gives up on a hung Redis after two seconds; a worker waits for it.

    A worker whose acknowledgement timed out would keep the message in its books as unfinished
    and, with a prefetch of one, never ask for another.
    """
    conf.broker_transport_options = {
        **conf.broker_transport_options,
        "socket_timeout": None,
        "socket_keepalive": True,
    }


@worker_ready.connect
def look_for_work(**_: Any) -> None:
    """A worker that starts does at once what waited for it, and is seen."""
    app.send_task("annotator.tasks.sweep")
