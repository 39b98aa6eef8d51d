s/^    requested-by: \[kamer\]/&/
