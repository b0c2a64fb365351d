"""Static files as bin/up collects them: compressed, and named by their content.

A browser keeps what is named by its content for ever, and a desk that is open while the files
change goes on with those it has.
"""

from whitenoise.storage import CompressedManifestStaticFilesStorage

_EVERY_SCRIPT, _IMPORTS = (
    CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns
)


class CollectedFiles(CompressedManifestStaticFilesStorage):
    """Our own modules, which import each other, are named by their content, too.

    A file that was not collected keeps its plain name and is found where it lies: a development
    server and the tests collect nothing.
    """

    # A module's name depends on those of the modules it imports, and so on down; in a circle there
    # would be no name.
    max_post_process_passes = 20
    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = ("annotator/*.js", _IMPORTS)

    def stored_name(self, name: str) -> str:
        key = self.hash_key(self.clean_name(name))
        return super().stored_name(name) if key in self.hashed_files else name
