s/^    - id: gepubliceerd/    - id: gemalen/
