s/^  period-start:/  period-strat:/
