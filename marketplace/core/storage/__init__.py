"""Bytes under their content hash: stored first, the row that names them commits after."""

from marketplace.core.storage.folder import FolderStorage
from marketplace.core.storage.port import Storage, content_hash, file_hash, storage

__all__ = ["FolderStorage", "Storage", "content_hash", "file_hash", "storage"]
