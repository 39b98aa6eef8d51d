/^  signatories:/,$s/office: minister-water/office: minister-watter/
