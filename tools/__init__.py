"""The project's own tools: set-up, checks, catalogues and pictures. No part of the marketplace."""
