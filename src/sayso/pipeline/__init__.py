"""The only place that knows all stages: from reports to coded reports, ledger and incidents."""
