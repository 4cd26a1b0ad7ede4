"""Work after the commit: events, deliveries, lanes with leases, timers, schedules, the worker."""
