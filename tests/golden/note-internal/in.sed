s/^    surname: Eb$/&\
    redact: true/
