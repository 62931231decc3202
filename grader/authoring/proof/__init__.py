"""What an audit looks at besides mistakes: notebook, lost and earned points, outputs, cases (docs/decisions/0027)."""
