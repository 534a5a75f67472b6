import type { Trust } from '../model/verification.ts';
import { showDay } from './show-date.ts';
import type { Described } from './words/finding-words.ts';
import type { Words } from './words/words.ts';

/** Who answers for an issuer, in a sentence or two: `Recognized by California, through Sonoma County, since 1 Aug 2026.` */
export function describeTrust({ scope, issuer, chain, policy, atAward }: Trust, words: Words): string {
  if (scope === 'named') return words.trust.named(issuer.name, policy);
  const [root, ...between] = chain;
  const last = chain.at(-1);
  const since = showDay(last?.since, words.dates);
  const until = showDay(last?.until, words.dates);
  return words.trust.recognized({
    issuer: issuer.name,
    through: between.map(({ name }) => name),
    isForAchievement: scope === 'achievement',
    ...(root === undefined ? {} : { root: root.name }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(atAward === undefined ? {} : { atAward }),
  });
}

/** A finding with the rule or the part that it is about; empty where nothing is said of it. */
export function describeFinding(finding: Described, { findings }: Words): string {
  const { rule, part } = finding;
  const sentence = findings.describe(finding) ?? '';
  if (rule !== undefined) return `${sentence} ${findings.found(rule)}`;
  return part?.name === undefined ? sentence : `${part.name}: ${sentence}`;
}
