import type { Finding, Trust } from '../model/verification.ts';
import { showDay } from './show-date.ts';

/** Who answers for an issuer, in a sentence or two: `Recognized by California, through Sonoma County, since 1 Aug 2026.` */
export function describeTrust({ scope, issuer, chain, policy, atAward }: Trust): string {
  if (scope === 'named') return `${issuer.name} is named in the policy “${policy}”.`;
  const [root, ...between] = chain;
  const last = chain.at(-1);
  const since = showDay(last?.since);
  const until = showDay(last?.until);
  const through = between.length === 0 ? '' : `, through ${between.map(({ name }) => name).join(' and ')}`;
  const what = scope === 'achievement' ? ' for this achievement' : '';
  const period = `${since === undefined ? '' : `, since ${since}`}${until === undefined ? '' : `, until ${until}`}`;
  const award =
    atAward === undefined
      ? ''
      : atAward
        ? ' It was on the date of the award too.'
        : ' On the date of the award it was not yet.';
  return `${issuer.name} is recognized${what} by ${root?.name ?? 'an authority'}${through}${period}.${award}`;
}

/** A finding with the rule or the part that it is about. */
export function describeFinding({ detail = '', rule, part }: Finding): string {
  if (rule !== undefined) return `${detail} Found: ${rule.found ?? 'nothing about it'}.`;
  return part?.name === undefined ? detail : `${part.name}: ${detail}`;
}
