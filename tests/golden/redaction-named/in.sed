s/^    surname: Eb$/&\
    redact: true/

s/Vragen beantwoordt {name:eb}/Vragen beantwoordt Dirk-Jan Eb/
