"""The web edge: languages in addresses, errors, headers, health, metrics, logs, paging, assets."""
