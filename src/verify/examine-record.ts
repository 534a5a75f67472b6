import { issuerIdOf } from '../model/issuer-id.ts';
import type { JsonObject } from '../model/json.ts';
import type { VerificationResult } from '../model/verification.ts';
import type { CompletenessAnswer, VerifyPart } from './checks/completeness.ts';
import { checkRecord } from './checks/record.ts';
import { type Companion, MAX_CONTAINED } from './company.ts';
import { findNamedParts } from './completeness/named-parts.ts';

export interface RecordInput {
  record: JsonObject;
  contained: readonly Companion[];
  verifyPart: VerifyPart;
  /** Verifies one of the record with others of it beside it. */
  verifyMember: (
    secured: Companion['secured'],
    companions: Companion['secured'][],
  ) => Promise<VerificationResult>;
}

/** What was found of what a credential holds. `leads`: in a record, what is there for its own sake. */
export type Held = CompletenessAnswer & { leads?: { credential: JsonObject; result: VerificationResult }[] };

/**
 * Verifies everything in a full record: what another one in it names as its part is verified as that, the others for their own
 * sake, with the parts beside them. The results are a tree: each credential stands in it once.
 */
export async function examineRecord({
  record,
  contained,
  verifyPart,
  verifyMember,
}: RecordInput): Promise<Held> {
  if (contained.length === 0 || contained.length > MAX_CONTAINED)
    return { check: checkRecord(record, contained, []), results: [], parts: [] };
  const ids = new Set(contained.flatMap(({ id }) => id ?? []));
  const namedBy = new Map<string, Companion[]>();
  for (const member of contained)
    for (const { id } of findNamedParts(member.credential, ids))
      if (id !== member.id) namedBy.set(id, [...(namedBy.get(id) ?? []), member]);
  const namersOf = ({ id }: Companion) => (id === undefined ? [] : (namedBy.get(id) ?? []));
  const results: VerificationResult[] = [];
  const leads: NonNullable<Held['leads']> = [];
  for (const member of contained) {
    const { secured, credential } = member;
    // Nobody's part may vouch for others in its turn: two that name each other would need no one else.
    const whole = namersOf(member).find((namer) => namersOf(namer).length === 0);
    const result =
      whole === undefined
        ? await verifyMember(
            secured,
            contained.filter((other) => other !== member).map((other) => other.secured),
          )
        : await verifyPart(secured, issuerIdOf(whole.credential) ?? '');
    results.push(result);
    if (whole === undefined) leads.push({ credential, result });
  }
  return {
    check: checkRecord(record, contained, results),
    results: leads.map(({ result }) => result),
    parts: [],
    leads,
  };
}
