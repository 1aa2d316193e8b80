"""What helps those who write: the model told in words, schemas, new files. Reads and writes nothing by itself."""
