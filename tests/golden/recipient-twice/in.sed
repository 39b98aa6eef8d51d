s/^    - office: kamer$/&\
    - office: kamer/
