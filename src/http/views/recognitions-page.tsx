import { recognitionUrl } from '../../issuer/recognitions/list-recognitions.ts';
import type { RecognizedFor } from '../../issuer/register/list-register-issuers.ts';
import type { Instance } from './instance.ts';
import { Layout } from './layout.tsx';
import { day, Standing, Subject } from './recognized-for.tsx';
import { Found, Pager, type RegisterSearch, SearchForm } from './register-search.tsx';

export interface RecognitionsPageProps {
  instance: Instance;
  recognitions: RecognizedFor[];
  search: RegisterSearch;
}

/** Every recognition that was given here, newest first. */
export function RecognitionsPage({ instance, recognitions, search }: RecognitionsPageProps) {
  return (
    <Layout
      instance={instance}
      title="Recognitions"
      description={`Whom ${instance.name} recognizes, for what, and since when.`}
    >
      <p class="eyebrow">Public register</p>
      <h1>Recognitions</h1>
      <p class="lead">
        Whom {instance.name} recognizes as an issuer of credentials for teacher leaders, for what, and since
        when. Each is a signed statement that anyone can check.
      </p>
      <p>
        <a href="/issuers">The same by issuer</a>
      </p>
      {search.all === 0 ? (
        <p class="empty">Nobody has been recognized yet.</p>
      ) : (
        <>
          <SearchForm search={search} label="Search by issuer, achievement or domain" />
          <Found search={search} of={['recognition', 'recognitions']} />
          {recognitions.length > 0 && <Table recognitions={recognitions} publicUrl={instance.publicUrl} />}
          <Pager search={search} />
        </>
      )}
      <p class="aside">
        What ended or was withdrawn stays here for ten years. A change is seen here within a minute. For
        machines: this address as JSON (<code>Accept: application/json</code>), and{' '}
        <a href="/issuers/registry.json">the list of recognized issuers</a>.
      </p>
    </Layout>
  );
}

function Table({ recognitions, publicUrl }: { recognitions: RecognizedFor[]; publicUrl: string }) {
  return (
    <table class="register">
      <caption class="visually-hidden">Recognitions, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Issuer</th>
          <th scope="col">Recognized for</th>
          <th scope="col">Since</th>
          <th scope="col">Until</th>
          <th scope="col">Standing</th>
          <th scope="col">Statement</th>
        </tr>
      </thead>
      <tbody>
        {recognitions.map((recognition) => (
          <Row recognition={recognition} publicUrl={publicUrl} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ recognition, publicUrl }: { recognition: RecognizedFor; publicUrl: string }) {
  const { entry, standing } = recognition;
  const url = recognitionUrl(publicUrl, entry.id);
  return (
    <tr>
      <th scope="row">
        <a href={`/issuers?q=${encodeURIComponent(entry.issuer.did.slice(0, 100))}`}>{entry.issuer.name}</a>
      </th>
      <td>
        <Subject entry={entry} />
        {entry.comment !== undefined && <span class="from">{entry.comment}</span>}
      </td>
      <td>
        <Label>Since</Label>
        <span class="day">{day(entry.validFrom)}</span>
      </td>
      <td>
        <Label>Until</Label>
        <span class="day">{entry.validUntil === null ? 'No end' : day(entry.validUntil)}</span>
      </td>
      <td>
        <Label>Standing</Label>
        <Standing standing={standing} />
      </td>
      <td>
        <a href={new URL(url).pathname} aria-label={`Signed statement about ${entry.issuer.name}`}>
          Signed
        </a>
      </td>
    </tr>
  );
}

/** What the head of the column says, where a narrow page has no columns. */
function Label({ children }: { children: string }) {
  return (
    <span class="cell-label" aria-hidden="true">
      {children}{' '}
    </span>
  );
}
