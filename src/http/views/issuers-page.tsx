import type { OwnIssuer } from '../../issuer/register/list-own-issuers.ts';
import type { RecognizedFor, RegisterIssuer } from '../../issuer/register/list-register-issuers.ts';
import { SafeLink } from '../../present/safe-link.tsx';
import { domainOf } from '../../proof/did-url.ts';
import type { Instance } from './instance.ts';
import { Layout } from './layout.tsx';
import { day, Standing, Subject, siteOf } from './recognized-for.tsx';
import { Found, Pager, type RegisterSearch, SearchForm } from './register-search.tsx';

export interface IssuersPageProps {
  instance: Instance;
  issuers: RegisterIssuer[];
  own: OwnIssuer[];
  search: RegisterSearch;
}

/** Who issues, and who is recognized for what since when: one entry an issuer. */
export function IssuersPage({ instance, issuers, own, search }: IssuersPageProps) {
  return (
    <Layout
      instance={instance}
      title="Issuers"
      description={`The issuers that ${instance.name} recognizes, with what they are recognized for.`}
    >
      <p class="eyebrow">Public register</p>
      <h1>Issuers</h1>
      <p class="lead">
        The issuers that {instance.name} recognizes, with name, site and contact as its signed statements say.
      </p>
      <p>
        <a href="/recognitions">Every recognition by date</a>
      </p>
      <SearchForm search={search} label="Search by name, achievement or domain" />
      <section>
        <h2>Recognized by {instance.name}</h2>
        {search.all === 0 ? (
          <p class="empty">Nobody has been recognized yet.</p>
        ) : (
          <>
            <Found search={search} of={['issuer', 'issuers']} />
            <ul class="issuers">
              {issuers.map((issuer) => (
                <Issuer issuer={issuer} />
              ))}
            </ul>
            <Pager search={search} />
          </>
        )}
      </section>
      {own.length > 0 && (
        <section>
          <h2>Issuers at this address</h2>
          <ul class="issuers">
            {own.map((one) => (
              <Own own={one} />
            ))}
          </ul>
        </section>
      )}
      <p class="aside">
        For machines: this address as JSON (<code>Accept: application/json</code>), and{' '}
        <a href="/issuers/registry.json">the issuer registry</a> that verifiers of the Digital Credentials
        Consortium read.
      </p>
    </Layout>
  );
}

function Issuer({ issuer: { profile, isRecognized, recognitions } }: { issuer: RegisterIssuer }) {
  return (
    <li>
      <h3>
        {profile.name}
        {!isRecognized && <span class="tag">Not recognized now</span>}
      </h3>
      <Contact {...profile} />
      <ul class="recognized">
        {recognitions.map((recognition) => (
          <Recognition recognition={recognition} />
        ))}
      </ul>
    </li>
  );
}

function Recognition({ recognition: { entry, standing, since } }: { recognition: RecognizedFor }) {
  return (
    <li>
      <Subject entry={entry} />
      <span class="terms">
        <Standing standing={standing} /> {standing === 'in-force' ? 'since' : '(given from'} {day(since)}
        {entry.validUntil !== null && <> until {day(entry.validUntil)}</>}
        {standing === 'in-force' ? '.' : ').'}{' '}
        <a
          href={`/recognitions/${entry.id.replace(/^urn:uuid:/, '')}`}
          aria-label={`Signed statement about ${entry.issuer.name}`}
        >
          Signed statement
        </a>
      </span>
      {entry.comment !== undefined && <span class="from">{entry.comment}</span>}
    </li>
  );
}

function Own({ own: { issuer, recognizedBy } }: { own: OwnIssuer }) {
  const { did, name, url, email } = issuer;
  return (
    <li>
      <h3>{name}</h3>
      <Contact did={did} url={url} {...(email === null ? {} : { email })} />
      {recognizedBy.length === 0 ? (
        <p>No recognition by others is known here.</p>
      ) : (
        <ul class="recognized">
          {recognizedBy.map(({ kind, subjectName, authorityDid, authorityName, validFrom, validUntil }) => (
            <li>
              {kind === 'issuer' ? 'As a whole' : subjectName}, by <strong>{authorityName}</strong> (
              {domainOf(authorityDid) ?? authorityDid}), since {day(validFrom)}
              {validUntil !== null && <>, until {day(validUntil)}</>}.
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Contact({
  did,
  url,
  email,
  phone,
}: {
  did: string;
  url?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
}) {
  const domain = domainOf(did);
  return (
    <dl class="facts">
      {domain !== null && (
        <div>
          <dt>Issues from</dt>
          <dd>{domain}</dd>
        </div>
      )}
      {url !== undefined && (
        <div>
          <dt>Site</dt>
          <dd>
            <SafeLink url={url} isLinked>
              {siteOf(url)}
            </SafeLink>
          </dd>
        </div>
      )}
      {(email !== undefined || phone !== undefined) && (
        <div>
          <dt>Contact</dt>
          <dd>
            {email !== undefined && <a href={`mailto:${encodeURI(email)}`}>{email}</a>}
            {email !== undefined && phone !== undefined && <br />}
            {phone}
          </dd>
        </div>
      )}
      <div class="wide">
        <dt>DID</dt>
        <dd>
          <code>{did}</code>
        </dd>
      </div>
    </dl>
  );
}
