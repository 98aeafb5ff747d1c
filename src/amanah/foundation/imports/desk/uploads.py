"""Taking a table in through a form without a file on disk."""

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest


class MemoryUpload(FileUploadHandler):
    """Keeps a table in memory, and not more of it than is needed to see that it is too large."""

    def __init__(self, request: HttpRequest, most: int) -> None:
        super().__init__(request)
        self.most = most

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.data = bytearray()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a chunk while there is room."""
        if start <= self.most:
            self.data += raw_data

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file, cut off where it became too large; its size says so."""
        return InMemoryUploadedFile(io.BytesIO(bytes(self.data)), self.field_name, self.file_name or "", self.content_type, file_size, None)
