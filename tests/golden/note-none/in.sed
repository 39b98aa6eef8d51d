/^note:/,$d
