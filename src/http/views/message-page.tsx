import { Layout } from './layout.tsx';
import type { MessagePageProps } from './page-props.ts';

export function MessagePage({ instance, heading, sentence, advice }: MessagePageProps) {
  return (
    <Layout instance={instance} title={heading} isIndexed={false}>
      <section class="message">
        <h1>{heading}</h1>
        <p class="lead">{sentence}</p>
        {advice !== undefined && (
          <p class="advice">
            <strong>What to do now.</strong> {advice}
          </p>
        )}
        <p class="actions">
          <a class="button button-quiet" href="/verify">
            Check a credential
          </a>
          <a class="button button-quiet" href="/">
            Start page
          </a>
        </p>
      </section>
    </Layout>
  );
}
