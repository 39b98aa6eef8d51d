s/^        \[^bron\]:/        [^bronnen]:/
