s/^  language: nl/  language: nl\
  language: en/
