"""What a file may be at most: beyond this it is refused, so that no upload can take the server's memory."""

MAX_BYTES = 50 * 1024 * 1024
MAX_UNCOMPRESSED = 300 * 1024 * 1024
MAX_RATIO = 200
# A small file of one repeated letter compresses a thousandfold and harms nobody.
RATIO_COUNTS_FROM = 20 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_COLUMNS = 1_000
MAX_CELLS = 1_500_000
MAX_TEXT = 50_000_000  # characters in all, repeated ones counted each time
MAX_LINE = 4_000_000  # characters in one line of a text file
MAX_SHEETS = 200
MAX_VALUES = 200_000
READERS = 2  # processes at once; whoever comes then waits
MAX_WAITING = 8
WAIT_SECONDS = 120
READER_MEMORY = 400 * 1024 * 1024
READER_SECONDS = 30  # of processor time; the largest file allowed takes 9
