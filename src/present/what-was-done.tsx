import type { CredentialSummary } from '../model/verification.ts';
import { isPart } from './is-part.ts';
import { Prose } from './prose.tsx';
import { SafeLink } from './safe-link.tsx';
import type { Words } from './words/words.ts';

interface WhatWasDoneProps {
  words: Words;
  credential: CredentialSummary;
  isLinked: boolean;
}

/** What the person did: the part of a credential that a hiring committee reads. */
export function WhatWasDone({ words, credential, isLinked }: WhatWasDoneProps) {
  const { done } = words;
  const { description, criteria, levels, assessor, role, term, requirements, alignments, evidence } =
    credential;
  return (
    <div class="done">
      {done.ownLanguage !== null && <p class="aside">{done.ownLanguage}</p>}
      {description !== undefined && <p class="lead">{description}</p>}
      <Facts words={words} levels={levels} assessor={assessor} role={role} term={term} />
      {criteria !== undefined && (
        <section class="criteria">
          <h3>{done.asksFor}</h3>
          <Prose text={criteria} />
        </section>
      )}
      {requirements.length > 0 && <Requirements words={words} requirements={requirements} />}
      {alignments.length > 0 && (
        <section>
          <h3>{done.standards}</h3>
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
      {evidence.length > 0 && <Evidence words={words} evidence={evidence} isLinked={isLinked} />}
    </div>
  );
}

type FactsProps = { words: Words } & {
  [Key in 'levels' | 'assessor' | 'role' | 'term']: CredentialSummary[Key] | undefined;
};

function Facts({ words, levels = [], assessor, role, term }: FactsProps) {
  const { done } = words;
  if (levels.length === 0 && assessor === undefined && role === undefined && term === undefined) return null;
  const [only] = levels;
  return (
    <dl class="facts">
      {levels.length === 1 && only !== undefined && (
        <div>
          <dt>{done.level}</dt>
          <dd>
            <strong>{only.name}</strong>
            {only.description !== undefined && <span class="from">{only.description}</span>}
          </dd>
        </div>
      )}
      {levels.length > 1 && (
        <div class="wide">
          <dt>{done.levels}</dt>
          <dd>
            <ul class="levels">
              {levels.map(({ name, description }) => (
                <li>
                  <span>{description ?? done.result}</span> <strong>{name}</strong>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
      {assessor !== undefined && (
        <div>
          <dt>{done.assessedBy}</dt>
          <dd>{assessor}</dd>
        </div>
      )}
      {role !== undefined && (
        <div>
          <dt>{done.role}</dt>
          <dd>{role}</dd>
        </div>
      )}
      {term !== undefined && (
        <div>
          <dt>{done.term}</dt>
          <dd>{term}</dd>
        </div>
      )}
    </dl>
  );
}

/** What the program asks for as a whole, and what its issuer counted. */
function Requirements({ words, requirements }: { words: Words } & Pick<CredentialSummary, 'requirements'>) {
  return (
    <section>
      <h3>{words.done.programAsksFor}</h3>
      <ul class="levels">
        {requirements.map(({ name, wanted, has }) => (
          <li>
            <span>{name}</span> <strong>{words.done.counted(has, wanted)}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Evidence({
  words,
  evidence,
  isLinked,
}: Omit<WhatWasDoneProps, 'credential'> & Pick<CredentialSummary, 'evidence'>) {
  const { done } = words;
  return (
    <section class="evidence">
      <h3>{done.evidence}</h3>
      <ul>
        {evidence.map(({ name, genre, url, narrative }) => (
          <li>
            <SafeLink url={url} isLinked={isLinked}>
              {name ?? genre ?? done.pieceOfEvidence}
            </SafeLink>
            {name !== undefined && genre !== undefined && (
              <span class="from">{isPart({ genre }) ? done.credentialOfItsOwn : genre}</span>
            )}
            {narrative !== undefined && <Prose text={narrative} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
