import { valuesOf } from '../../model/json.ts';
import { documentUrlOf } from '../../proof/did-url.ts';
import type { Statement } from './statement.ts';

/** State → county → district → school: recognitions from a root to an issuer (DESIGN of trust, docs/policy.md). */
export const MAX_CHAIN = 4;

/** Whoever makes statements that all point at each other must not make us walk for ever. */
const MAX_STEPS = 2_000;

/** Statements from a root's own to the one about the issuer. */
export type Path = Statement[];

export interface Target {
  issuer: string;
  achievement?: string;
}

export interface FoundPaths {
  /** Shortest first. Nothing in them is verified yet. */
  paths: Path[];
  /** There are paths only of more than `MAX_CHAIN` statements. */
  isTooDeep: boolean;
  /** There are paths to the issuer, but about another achievement. */
  isOtherAchievement: boolean;
}

/**
 * Paths of statements that lead from one of the roots to the issuer, or to this achievement of it. Whoever is recognized as a
 * whole may recognize others; whoever is recognized for an achievement may not. No one stands twice on a path, so loops end.
 */
export function findPaths(
  statements: readonly Statement[],
  { issuer, achievement }: Target,
  roots: ReadonlySet<string>,
): FoundPaths {
  // An achievement may have any id, an issuer's too.
  const ofWholes = statements.filter(({ subject }) => !valuesOf(subject['type']).includes('Achievement'));
  const ofIssuer = ofWholes.filter(({ subject }) => subject.id === issuer);
  const ofAchievements = statements.filter((statement) => isOfIssuer(statement, issuer));
  const ofThis = ofAchievements.filter(({ subject }) => subject.id === achievement);
  const walked = walk(ofWholes, [...ofIssuer, ...ofThis], issuer, roots);
  const others = ofAchievements.filter((statement) => !ofThis.includes(statement));
  return {
    paths: walked.filter((path) => path.length <= MAX_CHAIN).sort((a, b) => a.length - b.length),
    isTooDeep: walked.length > 0 && walked.every((path) => path.length > MAX_CHAIN),
    isOtherAchievement: walk(ofWholes, others, issuer, roots).some((path) => path.length <= MAX_CHAIN),
  };
}

function walk(
  statements: readonly Statement[],
  last: readonly Statement[],
  issuer: string,
  roots: ReadonlySet<string>,
): Path[] {
  const paths: Path[] = [];
  const about = new Map<string, Statement[]>();
  for (const statement of statements) {
    const others = about.get(statement.subject.id);
    if (others === undefined) about.set(statement.subject.id, [statement]);
    else others.push(statement);
  }
  let steps = 0;
  // Breadth first, so that the short ones are found whatever the limit cuts off.
  let open: Path[] = last.map((statement) => [statement]);
  for (let length = 1; length <= MAX_CHAIN + 1 && open.length > 0; length++) {
    const longer: Path[] = [];
    for (const path of open) {
      const by = path[0]?.by;
      if (by === undefined || by === issuer || ++steps > MAX_STEPS) continue;
      if (roots.has(by)) paths.push(path);
      else
        for (const before of about.get(by) ?? [])
          if (longer.length < MAX_STEPS && !path.some((step) => step.by === before.by))
            longer.push([before, ...path]);
    }
    open = longer;
  }
  return paths;
}

/**
 * Whether a statement about an achievement means this issuer's. Anyone can write anyone's achievement id into a credential, so it is
 * the issuer that the statement names as its `creator`; where it names none, the one whose DID is the achievement's very host.
 */
function isOfIssuer({ subject }: Statement, issuer: string): boolean {
  const { creator } = subject;
  if (creator !== undefined) {
    const id =
      typeof creator === 'object' && creator !== null && !Array.isArray(creator) ? creator['id'] : creator;
    return id === issuer;
  }
  const home = issuer.startsWith('did:web:') ? documentUrlOf(issuer) : null;
  if (home === null || !URL.canParse(subject.id)) return false;
  const { pathname, origin } = new URL(home);
  return pathname === '/.well-known/did.json' && origin === new URL(subject.id).origin;
}
