/** Where a roster's bytes are. Every call begins at the first byte: a roster is read more than once. */
export interface RosterSource {
  open(): AsyncIterable<Uint8Array>;
}
