"""Work after the commit: events and their deliveries, lanes with leases, timers, the worker."""
