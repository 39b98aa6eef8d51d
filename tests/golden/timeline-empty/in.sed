/^advisories:/,/^booklet:/{/^booklet:/!d}
/^    - id: gepubliceerd/,/^    - id: samenstelling/{/^    - id: samenstelling/!d}
/^    - id: overzicht/i\    - kind: timeline
