import { ENGLISH } from '../../present/words/english/english.ts';

const FILE_TYPES =
  '.json,.jsonld,.vc,.jwt,.txt,application/json,application/ld+json,application/vc,application/vc+ld+json,application/jwt,text/plain,image/png,image/jpeg,image/webp,image/gif';

/** The same fields for both ways of checking: `file`, `url`, `credential`. */
export function VerifyForm({ url, heading }: { url?: string; heading: 'h1' | 'h2' }) {
  const Heading = heading;
  return (
    <section class="check" id="check">
      <Heading class="check-heading">{heading === 'h1' ? 'Check a credential' : 'Check another'}</Heading>
      <p class="lead">Is it real, is it in force, and who stands behind it? One plain answer. No account.</p>
      <noscript>
        <p class="note">
          JavaScript is off, so what you hand in is sent to this site’s server, checked there, and not kept.
        </p>
      </noscript>
      <p class="note needs-script">
        It is checked <strong>on this page, in your browser</strong>. The credential is not sent anywhere:
        this page only asks the issuer’s site for its public key and its list of withdrawn credentials.
      </p>
      <form id="check-form" class="check-form" action="/verify" method="post" enctype="multipart/form-data">
        <div class="dropzone" id="dropzone">
          <label for="file">Credential file</label>
          <p class="hint" id="file-hint">
            JSON or JWT, or a picture of the QR code, up to 10 MB.{' '}
            <span class="needs-script">
              You can also drop it here; a full credential together with its parts.
            </span>
          </p>
          <input
            type="file"
            id="file"
            name="file"
            multiple
            accept={FILE_TYPES}
            aria-describedby="file-hint form-problem"
          />
        </div>
        <p>
          <button type="button" class="button button-quiet needs-script" id="scan" hidden>
            {ENGLISH.scan.open}
          </button>
        </p>
        <div class="field">
          <label for="url">or a link</label>
          <p class="hint" id="url-hint">
            The link that the applicant gave you, or the one behind the QR code.
          </p>
          <input
            type="text"
            inputmode="url"
            id="url"
            name="url"
            autocomplete="off"
            spellcheck={false}
            aria-describedby="url-hint"
            {...(url === undefined ? {} : { value: url })}
          />
        </div>
        <div class="field">
          <label for="credential">or its text</label>
          <p class="hint" id="credential-hint">
            Paste the whole credential: it begins with <code>{'{'}</code> or <code>ey</code>.
          </p>
          <textarea
            id="credential"
            name="credential"
            rows={5}
            autocomplete="off"
            spellcheck={false}
            aria-describedby="credential-hint"
          ></textarea>
        </div>
        <details class="needs-script person">
          <summary>Is it this applicant? (optional)</summary>
          <p class="hint" id="person-hint">
            Type what stands in the application. It is compared on this page and kept nowhere.
          </p>
          <div class="field">
            <label for="person-name">Name</label>
            <input type="text" id="person-name" autocomplete="off" aria-describedby="person-hint" />
          </div>
          <div class="field">
            <label for="person-email">E-mail</label>
            <input type="email" id="person-email" autocomplete="off" aria-describedby="person-hint" />
          </div>
        </details>
        <details class="needs-script person">
          <summary>Whom do you trust? (optional)</summary>
          <p class="hint" id="policy-hint">
            This page trusts whom its <a href="/policy.json">policy</a> names. Choose or drop a policy file of
            your own to use that instead: it stays on this page.
          </p>
          <div class="field">
            <label for="policy">Policy file</label>
            <input type="file" id="policy" accept=".json,application/json" aria-describedby="policy-hint" />
          </div>
        </details>
        <p class="form-problem" id="form-problem" hidden></p>
        <button type="submit" class="button">
          Check
        </button>
      </form>
    </section>
  );
}
