import type { Policy, PolicyRoot } from '../model/policy.ts';
import { presentMembers } from '../model/present-members.ts';
import type { Issuing } from './issuing.ts';
import { registerUrl } from './recognitions/list-recognitions.ts';

/**
 * The policy by which an instance's own pages and interfaces verify: that of its operator (`policy.json`), and the issuers of the
 * instance itself. Whoever runs it trusts them, and whom they have recognized.
 */
export async function readOperatorPolicy(
  { store, publicUrl }: Pick<Issuing, 'store' | 'publicUrl'>,
  operator: Policy | null,
): Promise<Policy> {
  const issuers = await store.listIssuers();
  const own = issuers
    .filter(({ did }) => !operator?.roots.some(({ id }) => id === did))
    .map(
      ({ did, name, url, email }): PolicyRoot => ({
        id: did,
        name,
        url,
        ...presentMembers({ email }),
        recognitions: registerUrl(publicUrl),
      }),
    );
  const {
    name = issuers[0]?.name ?? 'This page',
    roots = [],
    issuers: named = [],
    rules = {},
  } = operator ?? {};
  return { name, roots: [...roots, ...own], issuers: named, rules };
}
