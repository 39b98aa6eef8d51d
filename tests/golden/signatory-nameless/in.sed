s/^    - office: minister-water/    - office: minister-wind/
