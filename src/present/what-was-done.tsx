import type { CredentialSummary } from '../model/verification.ts';
import { Prose } from './prose.tsx';
import { SafeLink } from './safe-link.tsx';

/** What the person did: the part of a credential that a hiring committee reads. */
export function WhatWasDone({ credential, isLinked }: { credential: CredentialSummary; isLinked: boolean }) {
  const { description, criteria, levels, assessor, role, term, requirements, alignments, evidence } =
    credential;
  return (
    <div class="done">
      {description !== undefined && <p class="lead">{description}</p>}
      <Facts levels={levels} assessor={assessor} role={role} term={term} />
      {criteria !== undefined && (
        <section class="criteria">
          <h3>What it asks for</h3>
          <Prose text={criteria} />
        </section>
      )}
      {requirements.length > 0 && <Requirements requirements={requirements} />}
      {alignments.length > 0 && (
        <section>
          <h3>Standards it is aligned to</h3>
          <ul class="alignments">
            {alignments.map(({ name, framework, code, url }) => (
              <li>
                {code !== undefined && <span class="code">{code}</span>}{' '}
                <SafeLink url={url} isLinked={isLinked}>
                  {name}
                </SafeLink>
                {framework !== undefined && <span class="from">{framework}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {evidence.length > 0 && <Evidence evidence={evidence} isLinked={isLinked} />}
    </div>
  );
}

type FactsProps = { [Key in 'levels' | 'assessor' | 'role' | 'term']: CredentialSummary[Key] | undefined };

function Facts({ levels = [], assessor, role, term }: FactsProps) {
  if (levels.length === 0 && assessor === undefined && role === undefined && term === undefined) return null;
  const [only] = levels;
  return (
    <dl class="facts">
      {levels.length === 1 && only !== undefined && (
        <div>
          <dt>Level reached</dt>
          <dd>
            <strong>{only.name}</strong>
            {only.description !== undefined && <span class="from">{only.description}</span>}
          </dd>
        </div>
      )}
      {levels.length > 1 && (
        <div class="wide">
          <dt>Levels reached</dt>
          <dd>
            <ul class="levels">
              {levels.map(({ name, description }) => (
                <li>
                  <span>{description ?? 'Result'}</span> <strong>{name}</strong>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
      {assessor !== undefined && (
        <div>
          <dt>Assessed by</dt>
          <dd>{assessor}</dd>
        </div>
      )}
      {role !== undefined && (
        <div>
          <dt>Role</dt>
          <dd>{role}</dd>
        </div>
      )}
      {term !== undefined && (
        <div>
          <dt>Term served</dt>
          <dd>{term}</dd>
        </div>
      )}
    </dl>
  );
}

/** What the program asks for as a whole, and what its issuer counted. */
function Requirements({ requirements }: Pick<CredentialSummary, 'requirements'>) {
  return (
    <section>
      <h3>What the program asks for</h3>
      <ul class="levels">
        {requirements.map(({ name, wanted, has }) => (
          <li>
            <span>{name}</span>{' '}
            <strong>
              {has ?? 'not stated'} of {wanted}
            </strong>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Evidence({ evidence, isLinked }: Pick<CredentialSummary, 'evidence'> & { isLinked: boolean }) {
  return (
    <section class="evidence">
      <h3>Evidence</h3>
      <ul>
        {evidence.map(({ name, genre, url, narrative }) => (
          <li>
            <SafeLink url={url} isLinked={isLinked}>
              {name ?? genre ?? 'Evidence'}
            </SafeLink>
            {name !== undefined && genre !== undefined && (
              <span class="from">{genre === 'OpenBadgeCredential' ? 'A credential of its own' : genre}</span>
            )}
            {narrative !== undefined && <Prose text={narrative} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
