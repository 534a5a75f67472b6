/** What can be wrong with an audit log, as a closed list; docs/audit.md has a line for each. */
export const AUDIT_FINDING_CODES = [
  'event-missing',
  'event-changed',
  'event-out-of-order',
  'event-unlinked',
  'tail-missing',
  'counter-behind',
  'history-rewritten',
  'checkpoint-missing',
  'checkpoint-out-of-order',
  'checkpoint-changed',
  'checkpoint-not-ours',
  'checkpoint-key-unknown',
  'checkpoint-key-revoked',
  'checkpoint-signature',
  'line-unreadable',
  'time-backwards',
] as const;

export type AuditFindingCode = (typeof AUDIT_FINDING_CODES)[number];

export interface AuditFinding {
  code: AuditFindingCode;
  /** A warning leaves the log whole. */
  severity: 'error' | 'warning';
  /** The event that it is about, or the first and the last of several. */
  seq?: number;
  lastSeq?: number;
  /** Number of the checkpoint that it is about, or that shows it. */
  checkpoint?: number;
  /** Line of the export. */
  line?: number;
  /** A sentence for people. */
  detail: string;
}

/** Enough to see what happened; the others are only counted, so that nobody can fill the memory with them. */
const MOST_FINDINGS = 1_000;

export interface FindingList {
  add(finding: Omit<AuditFinding, 'severity'>): void;
  close(): { findings: AuditFinding[]; unlisted: number; isWhole: boolean };
}

/** Findings as they are made, of which the first thousand are kept. */
export function openFindings(): FindingList {
  const findings: AuditFinding[] = [];
  let unlisted = 0;
  let errors = 0;
  return {
    add({ code, ...finding }) {
      const severity = code === 'time-backwards' ? 'warning' : 'error';
      if (severity === 'error') errors++;
      if (findings.length < MOST_FINDINGS) findings.push({ code, severity, ...finding });
      else unlisted++;
    },
    // What is missing is known only at the end.
    close: () => ({
      findings: findings.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0)),
      unlisted,
      isWhole: errors === 0,
    }),
  };
}
