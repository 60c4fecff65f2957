"""The families of documents: which one a stream of lines belongs to, and its reader, one module each."""
