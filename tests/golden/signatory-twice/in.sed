/^  signatories:/a\
    - office: minister-water
