"""What can go wrong, and who says so.

::

    OnrecordError             anything a user can mend; the message names the file, the line and what to do
    ├── ConfigurationError    an authority file, a correction or a setting does not fit: the run stops, exit status 2
    └── SourceError           one source cannot be read: it becomes a problem of that source, and the run goes on

"Not found" is no error: it is ``None`` and, where a reader should know, a ``records.Problem``.
"""


class OnrecordError(Exception):
    """Base of all errors that are shown to the user as one line, without a traceback."""


class ConfigurationError(OnrecordError):
    """A hand-kept file does not fit its schema, or a setting makes no sense; nothing was written."""


class SourceError(OnrecordError):
    """A source cannot be read. Raised by ``read``; caught at the per-document boundary in ``extract``.

    ``code`` is a key of ``vocabulary/problems.yaml``, which says what the user can do.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
