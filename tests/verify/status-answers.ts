import type { Json, JsonObject } from '../../src/model/json.ts';
import { type CheckResult, FetchFailure } from '../../src/model/verification.ts';
import { checkStatus } from '../../src/verify/checks/status.ts';
import {
  buildStatusList,
  createTestWorld,
  fetchFrom,
  NOW,
  STATUS_LIST_URL,
  sign,
} from '../support/test-issuer.ts';
import { buildMicro } from './sample-credentials.ts';

export const { documents, issuer } = await createTestWorld();
export const CLEAN = documents.get(STATUS_LIST_URL) as JsonObject;
export const ENTRY = buildMicro(issuer.did)['credentialStatus'] as JsonObject;

/** The check's answer about an entry, with this at the list's address. */
export async function statusOf(entry: Json, list: JsonObject | FetchFailure = CLEAN): Promise<CheckResult> {
  const credential = { id: 'urn:uuid:1', issuer: { id: issuer.did }, credentialStatus: entry } as JsonObject;
  const fetchDocument = async (url: string) => {
    if (list instanceof FetchFailure && url === STATUS_LIST_URL) throw list;
    return fetchFrom(
      new Map([...documents, ...(list instanceof FetchFailure ? [] : [[STATUS_LIST_URL, list] as const])]),
    )(url);
  };
  return checkStatus(credential, { fetchDocument, now: NOW });
}

export async function signedList(
  change: (list: JsonObject, subject: JsonObject) => void,
): Promise<JsonObject> {
  const list = await buildStatusList(issuer.did);
  change(list, list['credentialSubject'] as JsonObject);
  return sign(issuer, list);
}

export const answer = ({ outcome, code }: CheckResult) =>
  code === undefined ? outcome : `${outcome} ${code}`;
