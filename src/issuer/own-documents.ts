import { isJsonObject, parseJson } from '../model/json.ts';
import { AppError } from '../model/problem.ts';
import { type FetchDocument, FetchFailure } from '../model/verification.ts';
import { documentUrlOf } from '../proof/did-url.ts';
import type { StatusListPublication } from '../store/records.ts';
import type { Issuing } from './issuing.ts';
import { publishDidDocument } from './publish-did-document.ts';
import { publishStatusList } from './publish-status-list.ts';
import { describeRegisterPage, registerUrl } from './recognitions/list-recognitions.ts';
import { describeNotice } from './status/describe-notice.ts';

/**
 * `fetchDocument` for a process that is itself the origin of some documents: what this instance publishes comes from the
 * store as the world would get it, everything else from `fetchRemote`.
 */
export function fetchOwnDocumentsFirst(
  issuing: Omit<Issuing, 'fetchDocument'>,
  fetchRemote: FetchDocument,
): FetchDocument {
  const own: Issuing = { ...issuing, fetchDocument: fetchRemote };
  const statusUrl = `${issuing.publicUrl}/status/`;
  const noticesUrl = `${issuing.publicUrl}/notices/`;
  return async (url) => {
    if (!url.startsWith(`${issuing.publicUrl}/`)) return fetchRemote(url);
    if (url.startsWith(statusUrl)) {
      const number = url.slice(statusUrl.length);
      const published = /^[1-9]\d{0,8}$/.test(number) ? await publish(own, Number(number)) : null;
      const parsed = published === null ? null : parseJson(published.body);
      if (parsed?.ok && isJsonObject(parsed.value)) return { document: parsed.value };
      throw new FetchFailure('not-found');
    }
    if (url.startsWith(noticesUrl)) {
      const notice = await own.store.findNotice(url.slice(noticesUrl.length));
      if (notice === null) throw new FetchFailure('not-found');
      return { document: describeNotice(notice, issuing.publicUrl) };
    }
    const { origin, pathname, searchParams } = new URL(url);
    if (origin + pathname === registerUrl(issuing.publicUrl)) {
      const parsed = parseJson(await describeRegisterPage(own, searchParams.get('after') ?? undefined));
      if (parsed.ok && isJsonObject(parsed.value)) return { document: parsed.value };
      throw new FetchFailure('not-json');
    }
    const issuer = (await issuing.store.listIssuers()).find(({ did }) => documentUrlOf(did) === url);
    if (issuer === undefined) throw new FetchFailure('not-found');
    return { document: await publishDidDocument(issuer, issuing.signers) };
  };
}

/** A list that cannot be signed now is, to whoever checks a credential, one that does not answer. */
async function publish(issuing: Issuing, number: number): Promise<StatusListPublication | null> {
  try {
    return await publishStatusList(issuing, number);
  } catch (cause) {
    if (cause instanceof AppError) throw new FetchFailure('unreachable', { cause });
    throw cause;
  }
}
