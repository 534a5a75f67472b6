import { Layout } from './layout.tsx';
import type { ProblemsPageProps } from './page-props.ts';

/** What the `type` of a problem document points at (RFC 9457): `/problems#CODE`. */
export function ProblemsPage({ instance, problems }: ProblemsPageProps) {
  return (
    <Layout instance={instance} title="Problems">
      <h1>Problems</h1>
      <p class="lead">
        What this service answers when it cannot do what was asked, and what each code means.
      </p>
      <dl class="problems">
        {problems.map(({ code, status, title, description }) => (
          <div id={code}>
            <dt>
              <code>{code}</code> <span class="tag">{status}</span>
            </dt>
            <dd>
              <strong>{title}</strong>
              <p>{description}</p>
            </dd>
          </div>
        ))}
      </dl>
    </Layout>
  );
}
