import { verifierPath } from '../../present/verifier-path.ts';
import type { Words } from '../../present/words/words.ts';

const FILE_TYPES = [
  '.json,.jsonld,.vc,.jwt,.txt,.png,.svg,.pdf,.zip,.csv',
  'application/json,application/ld+json,application/vc,application/vc+ld+json,application/jwt,text/plain',
  'image/png,image/svg+xml,image/jpeg,image/webp,image/gif,application/pdf,application/zip,text/csv',
].join();

export interface VerifyFormProps {
  words: Words;
  /** Filled into the box. */
  url?: string;
  heading: 'h1' | 'h2';
  /** A server that checks what is posted to it, and tells its policy; absent where the page is all there is. */
  hasServer?: boolean;
}

/** One box for links, text and files. The same fields for both ways of checking: `credential`, which may be a link, and `file`. */
export function VerifyForm({ words, url, heading, hasServer = true }: VerifyFormProps) {
  const { box } = words;
  const Heading = heading;
  const [before, place, after] = box.checkedHere;
  return (
    <section class="check" id="check">
      <Heading class="check-heading">{heading === 'h1' ? box.heading : box.headingAgain}</Heading>
      <h2 id="check-more" hidden>
        {box.headingMore}
      </h2>
      <p class="lead">{box.lead}</p>
      <noscript>
        <p class="note">{hasServer ? box.withoutScript : box.needsScript}</p>
      </noscript>
      <p class="note needs-script">
        {before}
        <strong>{place}</strong>
        {after}
      </p>
      <form
        id="check-form"
        class="check-form"
        {...(hasServer
          ? { action: verifierPath(words.language), method: 'post', enctype: 'multipart/form-data' }
          : {})}
      >
        <div class="dropzone" id="dropzone">
          <label for="credential">{box.label}</label>
          <p class="hint" id="credential-hint">
            {box.hint} <span class="needs-script">{box.dropHint}</span>
          </p>
          <textarea
            id="credential"
            name="credential"
            rows={4}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            aria-describedby="credential-hint form-problem"
          >
            {url}
          </textarea>
          <label for="file">{box.file}</label>
          <p class="hint" id="file-hint">
            {box.fileHint}
          </p>
          <div class="dropzone-ways">
            <div>
              <input
                type="file"
                id="file"
                name="file"
                multiple
                accept={FILE_TYPES}
                aria-describedby="file-hint form-problem"
              />
            </div>
            <button type="button" id="scan" class="button button-quiet needs-script" hidden>
              {words.scan.open}
            </button>
          </div>
          <p class="form-problem" id="form-problem" hidden></p>
        </div>
        <button type="submit" class="button">
          {box.check}
        </button>
        <Details box={box} hasServer={hasServer} />
      </form>
    </section>
  );
}

/** What is asked of it beyond what is always asked: it never leaves the page, so the server has no fields for it. */
function Details({ box, hasServer }: Pick<Words, 'box'> & { hasServer: boolean }) {
  const [before, link, after] = box.policyHint;
  return (
    <details class="needs-script person">
      <summary>{box.details}</summary>
      <p class="hint" id="person-hint">
        {box.personHint}
      </p>
      <div class="field">
        <label for="person-name">{box.name}</label>
        <input type="text" id="person-name" autocomplete="off" aria-describedby="person-hint" />
      </div>
      <div class="field">
        <label for="person-email">{box.email}</label>
        <input type="email" id="person-email" autocomplete="off" aria-describedby="person-hint" />
      </div>
      <div class="field">
        <label for="applicants">{box.applicants}</label>
        <p class="hint" id="applicants-hint">
          {box.applicantsHint}
        </p>
        <input type="file" id="applicants" accept=".csv,text/csv" aria-describedby="applicants-hint" />
      </div>
      <div class="field">
        <label for="policy">{box.policy}</label>
        <p class="hint" id="policy-hint">
          {before}
          {hasServer ? <a href="/policy.json">{link}</a> : link}
          {after}
        </p>
        <input type="file" id="policy" accept=".json,application/json" aria-describedby="policy-hint" />
      </div>
    </details>
  );
}
