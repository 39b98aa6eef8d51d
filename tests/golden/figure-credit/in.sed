/^        credit:/d
