import { type FetchDocument, FetchFailure } from '../model/verification.ts';

/**
 * Documents that one call asks for. An issuer has two, its keys and its list, and a full record has few issuers; a file that names
 * hundreds of lists would make everyone who checks it knock at hundreds of doors.
 */
export const MAX_DOCUMENTS = 100;

/** The same, up to that many different addresses; then it rejects with FetchFailure `refused`. */
export function limitDocuments(fetchDocument: FetchDocument): FetchDocument {
  const asked = new Set<string>();
  return async (url) => {
    if (!asked.has(url) && asked.size >= MAX_DOCUMENTS) throw new FetchFailure('refused');
    asked.add(url);
    return fetchDocument(url);
  };
}
