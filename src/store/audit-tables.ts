export interface AuditHeadTable {
  onlyRow: number;
  seq: number;
}

export interface AuditEventsTable {
  seq: number;
  at: string;
  actor: string;
  action: string;
  subject: string;
  details: string;
  previousHash: string;
  hash: string;
}

export interface AuditCheckpointsTable {
  number: number;
  seq: number;
  hash: string;
  at: string;
  body: string;
}
