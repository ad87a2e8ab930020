"""Pictures as SVG: drawn here, without scripts, styles or anything from elsewhere, so that they stand in any page."""
