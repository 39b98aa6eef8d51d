s/status: draft/status: adopted/
/^  signatories:/a\
    - placeholder: "[Ondertekenaar 1]"
