/** What a roster may have at most. */
export interface RosterLimits {
  /** Rows that hold something, the header not counted. */
  maxRows: number;
  maxBytes: number;
  maxCellCharacters: number;
  maxColumns: number;
}

export const ROSTER_LIMITS: RosterLimits = {
  maxRows: 200_000,
  maxBytes: 200 * 1024 * 1024,
  maxCellCharacters: 10_000,
  maxColumns: 200,
};
