import type { FrameworkItem } from '../../program/framework.ts';
import { Layout } from './layout.tsx';
import type { FrameworkPageProps } from './page-props.ts';

/** A set of standards, each item with its own address (`#I`), which credentials point to. */
export function FrameworkPage({ instance, framework, achievements }: FrameworkPageProps) {
  return (
    <Layout instance={instance} title={framework.title} description={framework.description}>
      <p class="eyebrow">
        Framework · {framework.version}
        {framework.publisher !== undefined && <> · {framework.publisher}</>}
      </p>
      <h1>{framework.title}</h1>
      <p class="lead">{framework.description}</p>
      {framework.url !== undefined && (
        <p>
          <a href={framework.url} rel="noopener noreferrer">
            The publisher’s own page
          </a>
        </p>
      )}
      <ol class="framework">
        {framework.items.map((item, i) => (
          <li id={item.code}>
            {item.group !== undefined && item.group !== framework.items[i - 1]?.group && (
              <p class="eyebrow">{item.group}</p>
            )}
            <Item item={item} />
            <Earned achievements={achievements.filter((achievement) => achievement.item === item.code)} />
          </li>
        ))}
      </ol>
    </Layout>
  );
}

function Item({ item }: { item: FrameworkItem }) {
  return (
    <>
      <h2>
        <span class="code">{item.code}</span>{' '}
        {item.url === undefined ? (
          item.title
        ) : (
          <a href={item.url} rel="noopener noreferrer">
            {item.title}
          </a>
        )}
      </h2>
      {item.label !== undefined && <p>{item.label}</p>}
      {item.functions !== undefined && (
        <ul class="functions">
          {item.functions.map(({ code, label }) => (
            <li id={`${item.code}.${code}`}>
              <span class="code">{code}</span> {label}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Earned({ achievements }: Pick<FrameworkPageProps, 'achievements'>) {
  if (achievements.length === 0) return null;
  return (
    <p class="aside">
      Earned here:{' '}
      {achievements.map(({ code, name }, i) => (
        <>
          {i > 0 && ', '}
          <a href={`/achievements/${code}`}>{name}</a>
        </>
      ))}
    </p>
  );
}
