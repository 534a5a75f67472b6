import { raw } from 'hono/html';
import type { Alignment } from '../../model/credential.ts';
import { renderBadgeSvg } from '../../present/badge-image.ts';
import { Prose } from '../../present/prose.tsx';
import type { AchievementDefinition, Rubric } from '../../program/achievement-definition.ts';
import { Awarded, Versions } from './achievement-record.tsx';
import { KIND_WORDS } from './kind-words.ts';
import { Layout } from './layout.tsx';
import type { AchievementPageProps } from './page-props.ts';
import { SeeIn } from './see-in.tsx';

/** What can be earned, as everyone can read it before and after someone earned it. */
export function AchievementPage({
  instance,
  achievement,
  definition,
  program,
  seeIn,
  transparency,
}: AchievementPageProps) {
  return (
    <Layout instance={instance} title={achievement.name} description={achievement.description}>
      <div class="achievement-head">
        <div class="achievement-badge">
          {raw(
            renderBadgeSvg({
              code: definition.code,
              name: definition.name,
              kind: definition.kind,
              issuerName: instance.name,
              sample: instance.sample,
            }),
          )}
        </div>
        <div>
          <p class="eyebrow">
            {KIND_WORDS[definition.kind]} · {definition.humanCode} · version {definition.version}
          </p>
          <h1>{achievement.name}</h1>
          <p class="lead">{achievement.description}</p>
          <p class="aside">
            Part of {program.name}. {program.runBy}
          </p>
        </div>
      </div>
      <section id="criteria">
        <h2>What it asks for</h2>
        <Prose text={definition.criteriaNarrative} />
        <Assessment definition={definition} independence={transparency.assessors.independence} />
      </section>
      {definition.rubric !== undefined && <RubricTable rubric={definition.rubric} />}
      {achievement.alignment !== undefined && <Alignments alignment={achievement.alignment} />}
      <SeeIn {...seeIn} />
      <Awarded awarded={transparency.awarded} version={definition.version} />
      <Versions versions={transparency.versions} version={definition.version} />
      <p class="aside">
        <a href={`/achievements/${definition.code}/transparency?v=${definition.version}`}>
          All of this for machines (JSON)
        </a>
      </p>
    </Layout>
  );
}

function Assessment({
  definition,
  independence,
}: {
  definition: AchievementDefinition;
  independence: string | undefined;
}) {
  const { evidenceKinds, minimumAssessors, requireEvidence } = definition;
  return (
    <>
      {evidenceKinds.length > 0 && (
        <>
          <h3>{requireEvidence ? 'Evidence required' : 'Evidence accepted'}</h3>
          <ul>
            {evidenceKinds.map((kind) => (
              <li>{kind}</li>
            ))}
          </ul>
        </>
      )}
      {minimumAssessors > 0 && (
        <p>
          <strong>Assessors:</strong> at least {minimumAssessors}.
          {independence !== undefined && ` ${independence}`}
        </p>
      )}
    </>
  );
}

function RubricTable({ rubric }: { rubric: Rubric }) {
  return (
    <section>
      <h2>Levels</h2>
      <table class="rubric">
        <caption>{rubric.name}, from low to high</caption>
        <thead>
          <tr>
            <th scope="col">Level</th>
            <th scope="col">What it looks like</th>
          </tr>
        </thead>
        <tbody>
          {rubric.levels.map(({ code, name, description }) => (
            <tr {...(code === rubric.requiredLevel ? { class: 'is-required' } : {})}>
              <th scope="row">
                {name}
                {code === rubric.requiredLevel && <span class="tag">Required</span>}
              </th>
              <td>{description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Alignments({ alignment }: { alignment: Alignment[] }) {
  return (
    <section>
      <h2>Standards it is aligned to</h2>
      <ul class="alignments">
        {alignment.map(({ targetCode, targetName, targetFramework, targetUrl }) => (
          <li>
            {targetCode !== undefined && <span class="code">{targetCode}</span>}{' '}
            <a href={targetUrl} rel="noopener noreferrer">
              {targetName}
            </a>
            {targetFramework !== undefined && <span class="from">{targetFramework}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
