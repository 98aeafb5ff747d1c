"""A sheet as a workbook in the layout of the official worksheets, and back: `writing` makes one, `reading` says what one would change."""
