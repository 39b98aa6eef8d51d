/^letters:/,/^    - office: minister-water/d
