s/^    surname: Eb$/&\
    redact: true/

s/^  contact: eb/& # het nummer van eb is bekend/
