"""Bijlage 3 as a workbook, both ways. layout says what is asked; write_* and open_* do the file formats."""
