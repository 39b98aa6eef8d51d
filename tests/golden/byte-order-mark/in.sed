s/^  subjects: .water, wind./  subjects: [water, "wind\\uFEFF"]/
