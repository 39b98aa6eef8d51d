/^  signatories:/a\
    - placeholder: "[Ondertekenaar 1]"\
    - placeholder: "[Ondertekenaar 2]"\
    - placeholder: "[Ondertekenaar 3]"\
    - placeholder: "[Ondertekenaar 4]"\
    - placeholder: "[Ondertekenaar 5]"
