import type { Selectable } from 'kysely';
import type { IssuancesTable } from './credential-tables.ts';
import { newRowId } from './new-row-id.ts';
import type { CredentialRecord, Issuance, IssuanceIntent } from './records.ts';
import { readTime, storedTime } from './stored-time.ts';

/** The columns of an issuance that its credential shares. */
export const ISSUED_COLUMNS = [
  'issuances.issuerSlug',
  'issuances.kind',
  'issuances.holderId',
  'issuances.achievementCode',
  'issuances.achievementVersion',
  'issuances.programCode',
  'issuances.programVersion',
  'issuances.statusList',
  'issuances.statusListIndex',
  'issuances.holdList',
  'issuances.holdListIndex',
  'issuances.replaces',
  'issuances.renews',
] as const;

type IssuedRow = Pick<
  Selectable<IssuancesTable>,
  (typeof ISSUED_COLUMNS)[number] extends `issuances.${infer Column extends keyof IssuancesTable}`
    ? Column
    : never
>;

export function readIssued(
  row: IssuedRow,
): Pick<
  CredentialRecord,
  'issuerSlug' | 'kind' | 'holderId' | 'achievement' | 'status' | 'hold' | 'replaces' | 'renews'
> {
  return {
    issuerSlug: row.issuerSlug,
    kind: row.kind as IssuanceIntent['kind'],
    holderId: row.holderId,
    achievement: readAchievementReference(row),
    status: readPlace(row.statusList, row.statusListIndex),
    hold: readPlace(row.holdList, row.holdListIndex),
    replaces: row.replaces,
    renews: row.renews,
  };
}

function readPlace(list: number | null, index: number | null): CredentialRecord['status'] {
  return list === null || index === null ? null : { list, index };
}

export type IssuanceRow = Omit<Selectable<IssuancesTable>, 'seq'>;

/** The row of a new issuance. */
export function issuanceRow(
  intent: IssuanceIntent,
  drawn: { holderId: string | null } & Pick<Issuance, 'status' | 'hold'>,
  now: Date,
): IssuanceRow {
  return {
    id: newRowId(),
    state: 'reserved',
    idempotencyKey: intent.idempotencyKey,
    requestHash: intent.requestHash,
    issuerSlug: intent.issuerSlug,
    kind: intent.kind,
    credentialId: intent.credentialId,
    holderId: drawn.holderId,
    achievementCode: intent.achievement?.code ?? null,
    achievementVersion: intent.achievement?.version ?? null,
    programCode: intent.achievement?.programCode ?? null,
    programVersion: intent.achievement?.programVersion ?? null,
    statusList: drawn.status?.list ?? null,
    statusListIndex: drawn.status?.index ?? null,
    holdList: drawn.hold?.list ?? null,
    holdListIndex: drawn.hold?.index ?? null,
    replaces: intent.replaces ?? null,
    renews: intent.renews ?? null,
    issuedAt: storedTime(intent.issuedAt),
    request: JSON.stringify(intent.request),
    problem: null,
    reservedAt: storedTime(now),
  };
}

export function readIssuance(row: IssuanceRow): Issuance {
  return {
    id: row.id,
    state: row.state,
    idempotencyKey: row.idempotencyKey,
    requestHash: row.requestHash,
    credentialId: row.credentialId,
    ...readIssued(row),
    issuedAt: readTime(row.issuedAt),
    request: JSON.parse(row.request),
    problem: row.problem === null ? null : JSON.parse(row.problem),
  };
}

function readAchievementReference(row: IssuedRow): IssuanceIntent['achievement'] {
  const { achievementCode, achievementVersion, programCode, programVersion } = row;
  if (achievementCode === null || achievementVersion === null) return null;
  if (programCode === null || programVersion === null) return null;
  return { code: achievementCode, version: achievementVersion, programCode, programVersion };
}
