/^    month: 2030-06/d
