import { isJsonObject, textOf, valuesOf } from '../../model/json.ts';
import type { CredentialRecord } from '../../store/records.ts';
import { summarizeCredential } from '../../verify/summarize-credential.ts';
import type { Issuing } from '../issuing.ts';
import { readStoredCredential } from '../read-stored-credential.ts';
import { stateOf } from './read-contents.ts';

/** A credential in a record, as it stands today. */
export interface RecordEntry {
  kind: CredentialRecord['kind'];
  name: string;
  awardedDate: string;
  level?: string;
  /** Why it is not in force; absent where it is. */
  ended?: NonNullable<ReturnType<typeof stateOf>>;
}

/** What a record holds, in its order, and where the full credential is shared by which it, or what took its place, can be had. */
export async function listRecordContents(
  { store, publicUrl, now }: Pick<Issuing, 'store' | 'publicUrl' | 'now'>,
  record: CredentialRecord,
): Promise<{ contents: RecordEntry[]; fullUrl?: string }> {
  const [subject] = valuesOf(readStoredCredential(record)['credentialSubject']).filter(isJsonObject);
  const contents: RecordEntry[] = [];
  let fullUrl: string | undefined;
  for (const inner of valuesOf(subject?.['verifiableCredential']).filter(isJsonObject)) {
    const held = await store.getCredential(textOf(inner['id']) ?? '');
    // A record holds what was issued here; another's would have nothing that we could say of it.
    if (held === null) continue;
    const { levels } = summarizeCredential(inner);
    const level = [...new Set(levels.map(({ name }) => name))].join(', ');
    const ended = stateOf(held, now());
    contents.push({
      kind: held.kind,
      name: held.name,
      awardedDate: (held.awardedDate ?? held.validFrom).toISOString(),
      ...(level === '' ? {} : { level }),
      ...(ended === null ? {} : { ended }),
    });
    if (held.kind === 'full') fullUrl = await findLink({ store, publicUrl }, held);
  }
  return { contents, ...(fullUrl === undefined ? {} : { fullUrl }) };
}

/** The link of a credential, or of what took its place last: links move with it. */
async function findLink(
  { store, publicUrl }: Pick<Issuing, 'store' | 'publicUrl'>,
  credential: CredentialRecord,
): Promise<string | undefined> {
  let last: CredentialRecord | null = credential;
  for (let id = credential.replacedBy; id !== null; id = last?.replacedBy ?? null)
    last = await store.getCredential(id);
  if (last === null || last.standing === 'revoked') return undefined;
  const open = (await store.listSharesOfCredential(last.id)).find(({ turnedOffAt }) => turnedOffAt === null);
  return open === undefined ? undefined : `${publicUrl}/c/${open.id}`;
}
