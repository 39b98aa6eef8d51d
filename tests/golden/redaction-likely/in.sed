s/^    surname: Eb$/&\
    redact: true/

s/Vragen beantwoordt {name:eb}/Bij Eb en vloed/
