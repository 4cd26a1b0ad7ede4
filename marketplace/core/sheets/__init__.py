"""Sheets: tables that people upload, read in a child process with limits; sheets that we write.

The parts are imported by name, since the child process loads nothing but its own.
"""
