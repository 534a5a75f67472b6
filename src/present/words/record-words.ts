/** How something in a full record has come to an end. */
type EndedState = 'withdrawn' | 'replaced' | 'on-hold' | 'expired' | 'not-yet-valid';
type RecordKind = 'full' | 'capstone' | 'micro' | 'other';

/** The page of someone's full record. */
export interface RecordWords {
  fullRecord: string;
  title: (holder: string | undefined, name: string | undefined) => string;
  of: string;
  nobody: string;
  /** After the issuer's name, before the day. */
  signed: string;
  holds: (credentials: number) => string;
  kinds: Readonly<Record<RecordKind, string>>;
  awarded: string;
  level: (name: string) => string;
  inForce: string;
  states: Readonly<Record<EndedState, string>>;
  notAllInForce: string;
  endedSince: (ended: number, all: number) => string;
  fullAsItIsNow: string;
  /** Around the link. */
  scan: readonly [before: string, after: string];
}
