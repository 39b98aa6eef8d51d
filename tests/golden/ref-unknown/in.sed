s/requested-by: \[minister-water, minister-wind\]/requested-by: [minister-water, minister-winds]/
