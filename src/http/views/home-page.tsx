import { Emblem } from './emblem.tsx';
import { KIND_WORDS } from './kind-words.ts';
import { Layout } from './layout.tsx';
import type { HomePageProps } from './page-props.ts';

export function HomePage({ instance, programs }: HomePageProps) {
  return (
    <Layout
      instance={instance}
      title={instance.name}
      description="Credentials for teacher leaders, designed locally, that anyone can check."
      current="home"
    >
      <section class="hero">
        <p class="eyebrow">Teacher leadership credentials</p>
        <h1>{instance.name}</h1>
        <p class="lead">
          Teachers here earn credentials for leading: assessed by people against published criteria, signed by
          us, and checkable by anyone with any tool that reads Open Badges.
        </p>
        <p class="actions">
          <a class="button" href="/verify">
            Check a credential
          </a>
          {programs.length > 0 && (
            <a class="button button-quiet" href="#programs">
              What can be earned
            </a>
          )}
        </p>
      </section>
      {programs.length > 0 && (
        <div id="programs">
          {programs.map((entry) => (
            <ProgramSection {...entry} />
          ))}
        </div>
      )}
    </Layout>
  );
}

function ProgramSection({ program, achievements }: HomePageProps['programs'][number]) {
  const { cohort, durationMonths, hours } = program.facts;
  const facts = [
    ...(durationMonths === undefined ? [] : [`${durationMonths} months`]),
    ...(hours === undefined ? [] : [`${hours} hours`]),
    ...(cohort === undefined ? [] : [cohort]),
  ];
  return (
    <section class="program" aria-labelledby={`program-${program.code}`}>
      <h2 id={`program-${program.code}`}>{program.name}</h2>
      <p class="lead">{program.description}</p>
      <p class="aside">
        {program.runBy}
        {facts.length > 0 && <> {facts.join(' · ')}.</>}{' '}
        <a href={`/frameworks/${program.framework}`}>The standards it is built on</a>
      </p>
      <ul class="cards">
        {achievements.map(({ code, kind, name }) => (
          <li>
            <a class="card" href={`/achievements/${code}`}>
              <Emblem code={code} kind={kind} />
              <span>
                <span class="eyebrow">{KIND_WORDS[kind]}</span>
                <span class="card-name">{name}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
