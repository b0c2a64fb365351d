"""The installation: settings, routes, Celery. The product itself is `annotator`."""

from project.celery import app as celery_app

__all__ = ["celery_app"]
