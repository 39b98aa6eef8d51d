s/^  period-end: 2032/  period-end: 2030/
