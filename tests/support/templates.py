"""Templates compiled once a test process, not once an application."""

from jinja2 import BytecodeCache


class MemoryCache(BytecodeCache):
    """Keeps the code of compiled templates, by their name and source."""

    def __init__(self):
        self._code = {}

    def load_bytecode(self, bucket):
        code = self._code.get((bucket.key, bucket.checksum))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket):
        self._code[bucket.key, bucket.checksum] = bucket.bytecode_to_string()
