/** The pieces of: **issuer** awarded **what** to **whom** on 21 Nov 2026. No end date. */
export interface AwardWords {
  awarded: string;
  to: string;
  /** Of a full record, which is no award. */
  made: string;
  madeFor: string;
  nameless: string;
  nobody: string;
  on: (day: string) => string;
  noEnd: string;
  validThrough: (day: string) => string;
}
