import { foldName } from '../../model/fold-name.ts';
import type { Applicant } from './applicant.ts';

/** What there is to tell by whose a credential is. The name is the file's own and proves nothing. */
export interface Clues {
  link?: string;
  name?: string;
  /** Whether the e-mail address is the one on it, in clear or hashed. */
  isEmail: (email: string) => Promise<boolean>;
}

/**
 * On whose line of a list something belongs: by its link, else by the e-mail address, else by the name, where exactly one line has
 * it. Undefined where none or more than one does.
 */
export async function matchApplicant(
  applicants: readonly Applicant[],
  { link, name, isEmail }: Clues,
): Promise<Applicant | undefined> {
  if (link !== undefined) {
    const byLink = applicants.filter((applicant) => isSameLink(applicant.link, link));
    if (byLink.length > 0) return byLink.length === 1 ? byLink[0] : undefined;
  }
  const byName = name === undefined ? [] : applicants.filter((one) => isSameName(one.name, name));
  const others = applicants.filter((applicant) => !byName.includes(applicant));
  for (const applicant of [...byName, ...others]) {
    if (applicant.email !== undefined && (await isEmail(applicant.email))) return applicant;
  }
  return byName.length === 1 ? byName[0] : undefined;
}

function isSameLink(one: string | undefined, other: string): boolean {
  return one !== undefined && URL.canParse(one) && new URL(one).href === new URL(other).href;
}

function isSameName(one: string | undefined, other: string): boolean {
  return one !== undefined && foldName(one) !== '' && foldName(one) === foldName(other);
}
