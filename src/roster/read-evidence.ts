import type { AwardRequest } from '../program/award-request.ts';

export type Evidence = NonNullable<AwardRequest['evidence']>;

/** Links (several with space between them) and a summary, which goes with the first. Undefined if there is neither. */
export function readEvidence(links: string, summary: string): Evidence | undefined {
  const parts = links === '' ? [] : links.split(/\s+/);
  // Anything but a list of links stays whole, and its problem is said once.
  const urls = parts.every((part) => /^https?:/i.test(part)) ? parts : [links];
  const narrative = summary === '' ? {} : { narrative: summary };
  if (urls.length === 0) return summary === '' ? undefined : [narrative];
  return urls.map((url, i) => (i === 0 ? { url, ...narrative } : { url }));
}

/** A single column for evidence has a link or words. */
export function readEvidenceCell(text: string): Evidence | undefined {
  return /^https?:/i.test(text) ? readEvidence(text, '') : readEvidence('', text);
}
