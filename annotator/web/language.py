"""In which language a request is answered, and choosing it."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as set_language_of_device

# Its words are not translated, and half a translation is worse than none.
ENGLISH = "/admin/"
API = "/api/"


class LanguageMiddleware(LocaleMiddleware):
    """People are answered in the language they chose, or their browser asks for; programs in English.

    A program shows itself by its token. The desk asks the API as a person does, with a session, and
    shows what it says.
    """

    def process_request(self, request: HttpRequest) -> None:
        is_program = request.path_info.startswith(API) and "Authorization" in request.headers
        if is_program or request.path_info.startswith(ENGLISH):
            translation.activate("en")
            request.LANGUAGE_CODE = "en"
        else:
            super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        """Django says that the browser's languages matter; so do the cookie and the token."""
        response = super().process_response(request, response)
        patch_vary_headers(response, ["Cookie"])
        if request.path_info.startswith(API):
            patch_vary_headers(response, ["Authorization"])
        return response


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Keep the choice in a cookie and go back; Django follows no `next` to another site."""
    return set_language_of_device(request)
