"""What deals do when something happened; each module is registered by `install`."""
