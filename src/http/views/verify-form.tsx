import { verifierPath } from '../../present/verifier-path.ts';
import type { Words } from '../../present/words/words.ts';

interface VerifyFormProps {
  words: Words;
  url?: string;
  heading: 'h1' | 'h2';
}

const FILE_TYPES =
  '.json,.jsonld,.vc,.jwt,.txt,.png,.svg,.pdf,.zip,image/png,image/svg+xml,application/pdf,application/zip,application/json,application/ld+json,application/vc,application/vc+ld+json,application/jwt,text/plain';

/** The same fields for both ways of checking: `file`, `url`, `credential`. */
export function VerifyForm({ words, url, heading }: VerifyFormProps) {
  const { form } = words;
  const [before, place, after] = form.checkedHere;
  const Heading = heading;
  return (
    <section class="check" id="check">
      <Heading class="check-heading">{heading === 'h1' ? form.heading : form.headingAgain}</Heading>
      <p class="lead">{form.lead}</p>
      <noscript>
        <p class="note">{form.withoutScript}</p>
      </noscript>
      <p class="note needs-script">
        {before}
        <strong>{place}</strong>
        {after}
      </p>
      <form
        id="check-form"
        class="check-form"
        action={verifierPath(words.language)}
        method="post"
        enctype="multipart/form-data"
      >
        <div class="dropzone" id="dropzone">
          <label for="file">{form.file}</label>
          <p class="hint" id="file-hint">
            {form.fileHint} <span class="needs-script">{form.dropHint}</span>
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
            {words.scan.open}
          </button>
        </p>
        <div class="field">
          <label for="url">{form.link}</label>
          <p class="hint" id="url-hint">
            {form.linkHint}
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
          <label for="credential">{form.text}</label>
          <p class="hint" id="credential-hint">
            {form.textHint[0]}
            <code>{'{'}</code>
            {form.textHint[1]}
            <code>ey</code>
            {form.textHint[2]}
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
          <summary>{form.person}</summary>
          <p class="hint" id="person-hint">
            {form.personHint}
          </p>
          <div class="field">
            <label for="person-name">{form.name}</label>
            <input type="text" id="person-name" autocomplete="off" aria-describedby="person-hint" />
          </div>
          <div class="field">
            <label for="person-email">{form.email}</label>
            <input type="email" id="person-email" autocomplete="off" aria-describedby="person-hint" />
          </div>
        </details>
        <details class="needs-script person">
          <summary>{form.policy}</summary>
          <p class="hint" id="policy-hint">
            {form.policyHint[0]}
            <a href="/policy.json">{form.policyHint[1]}</a>
            {form.policyHint[2]}
          </p>
          <div class="field">
            <label for="policy">{form.policyFile}</label>
            <input type="file" id="policy" accept=".json,application/json" aria-describedby="policy-hint" />
          </div>
        </details>
        <p class="form-problem" id="form-problem" hidden></p>
        <button type="submit" class="button">
          {form.check}
        </button>
      </form>
    </section>
  );
}
