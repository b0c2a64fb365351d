from tests.pretag.remote.service import service

__all__ = ["service"]
