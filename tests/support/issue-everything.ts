import { issueCredential } from '../../src/issuer/issue-credential.ts';
import type { CredentialRecord, ShareRecord } from '../../src/store/records.ts';
import { DOMAINS, fullAward, partAward } from './awards.ts';
import type { TestInstance } from './test-instance.ts';

export const PART_CODES = [...DOMAINS, 'tlms-capstone'];

/** Every part for one person and her full credential. `ids`: of the parts, by achievement. */
export async function issueEverything(
  { issuing }: Pick<TestInstance, 'issuing'>,
  name = 'Ana Núñez',
): Promise<{ full: CredentialRecord; share: ShareRecord | null; ids: Record<string, string> }> {
  const holder = { name, email: `${name.replace(/\W/g, '')}@teachers.example` };
  const ids: Record<string, string> = {};
  for (const code of PART_CODES) {
    const { credential } = await issueCredential(issuing, partAward(code, { holder }), { actor: 'test' });
    ids[code] = credential.id;
  }
  const { credential, share } = await issueCredential(issuing, fullAward({ holder }), { actor: 'test' });
  return { full: credential, share, ids };
}
