import type { JsonObject } from '../../model/json.ts';
import type { BatchRow } from '../../store/batch-store.ts';
import type { StoredAward } from '../build-award.ts';

/** What a row keeps of the award to make. `version` is the achievement's that the check decided by: it is the one issued. */
export type RowRequest = StoredAward & {
  version: string;
  /** The credential that is issued anew by this row. */
  replaces?: string;
};

/** Stands where the id of a credential will stand that does not exist yet. */
export const NO_ID_YET = 'urn:uuid:00000000-0000-0000-0000-000000000000';

export function writeRowRequest(request: RowRequest): JsonObject {
  return request as unknown as JsonObject;
}

/** Throws for a row that has no award to make. */
export function readRowRequest({ request }: Pick<BatchRow, 'request'>): RowRequest {
  if (request === null) throw new Error('a row that is to be issued has its award');
  return request as unknown as RowRequest;
}
