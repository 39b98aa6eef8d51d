/^        alt:/d
