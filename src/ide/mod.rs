//! One editor feature a file: (workspace, place) to plain values. Knows no protocol.
