/^  signatories:/,/^    - office: minister-water/d
