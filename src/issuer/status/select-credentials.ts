import { z } from 'zod';
import { presentMembers } from '../../model/present-members.ts';
import { AppError } from '../../model/problem.ts';
import { line } from '../../program/bounded-text.ts';
import type { CredentialFilter, CredentialStanding } from '../../store/standing-store.ts';
import type { Store } from '../../store/store.ts';
import type { Issuing } from '../issuing.ts';
import { readPages } from '../read-pages.ts';

/** Which credentials are meant: these, or all that fit every condition. */
export const Selection = z
  .strictObject({
    /** Ids (`urn:uuid:…`) or share links. */
    credentials: z.array(line(2_000)).min(1).max(10_000).optional(),
    batch: line(100).optional(),
    achievement: line(100).optional(),
    program: line(100).optional(),
    externalId: line(200).optional(),
    email: line(320).optional(),
    /** Recorded from the beginning of this day on (UTC), and before the beginning of that one. */
    issuedFrom: z.iso.date().optional(),
    issuedBefore: z.iso.date().optional(),
  })
  .refine((selection) => Object.keys(selection).length > 0, { error: 'Say which credentials are meant.' });
export type Selection = z.infer<typeof Selection>;

const PAGE = 1_000;

/**
 * The recorded credentials of this issuer that the selection means, whatever their standing. Rejects with AppError
 * CREDENTIAL_NOT_FOUND when one that is named is not there.
 */
export async function selectCredentials(
  { store, publicUrl }: Pick<Issuing, 'store' | 'publicUrl'>,
  issuerSlug: string,
  { credentials, externalId, email, issuedFrom, issuedBefore, ...conditions }: Selection,
): Promise<CredentialStanding[]> {
  const ids =
    credentials === undefined
      ? undefined
      : [...new Set(await Promise.all(credentials.map((named) => readId(store, publicUrl, named))))];
  const holderId = await findHolderId(store, externalId, email);
  if (holderId === null) return [];
  const filter: CredentialFilter = {
    issuerSlug,
    ...presentMembers(conditions),
    ...(ids === undefined ? {} : { ids }),
    ...(holderId === undefined ? {} : { holderId }),
    ...(issuedFrom === undefined ? {} : { recordedFrom: new Date(issuedFrom) }),
    ...(issuedBefore === undefined ? {} : { recordedBefore: new Date(issuedBefore) }),
  };
  const selected = await listAllStandings(store, filter);
  if (ids !== undefined && selected.length < ids.length && Object.keys(filter).length === 2)
    throw new AppError('CREDENTIAL_NOT_FOUND', 'One of the credentials that are named is not here.');
  return withSuccessors(store, selected);
}

/** What took the place of one that is meant is meant too: a batch is withdrawn with those of it that were corrected. */
async function withSuccessors(
  store: Store,
  selected: readonly CredentialStanding[],
): Promise<CredentialStanding[]> {
  const all = new Map(selected.map((credential) => [credential.id, credential]));
  for (let last = [...selected]; last.length > 0; ) {
    const ids = last.flatMap(({ replacedBy }) =>
      replacedBy === null || all.has(replacedBy) ? [] : replacedBy,
    );
    last = ids.length === 0 ? [] : await listAllStandings(store, { ids });
    for (const credential of last) all.set(credential.id, credential);
  }
  return [...all.values()];
}

/** Every recorded credential that fits, in the order of the ids. */
export async function listAllStandings(
  store: Store,
  filter: CredentialFilter,
): Promise<CredentialStanding[]> {
  const all: CredentialStanding[] = [];
  const pages = readPages(
    PAGE,
    (page) => store.listStandings(filter, page),
    ({ id }) => id,
  );
  for await (const page of pages) all.push(...page);
  return all;
}

/** The id, or what a share link of ours leads to. */
export async function readId(store: Store, publicUrl: string, named: string): Promise<string> {
  const share = named.startsWith(`${publicUrl}/c/`) ? named.slice(`${publicUrl}/c/`.length) : null;
  if (share === null) return named;
  const found = await store.getShare(share.split('.')[0] ?? '');
  if (found === null)
    throw new AppError('CREDENTIAL_NOT_FOUND', 'A link that is named leads to nothing here.');
  return found.credential.id;
}

/** Undefined: no person was named. Null: nobody is known by that. */
async function findHolderId(
  store: Store,
  externalId: string | undefined,
  email: string | undefined,
): Promise<string | null | undefined> {
  if (externalId === undefined && email === undefined) return undefined;
  const holder = await store.findHolder({
    ...(externalId === undefined ? {} : { externalId }),
    ...(email === undefined ? {} : { email }),
  });
  return holder?.id ?? null;
}
