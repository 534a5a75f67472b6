import type { CheckResult, VerificationResult } from '../model/verification.ts';
import { CHECK_OUTCOME_WORDS, CHECK_WORDS } from './check-words.ts';

/** For those who want to repeat the check elsewhere. Everything as text, nothing linked. */
export function TechnicalDetails({ result }: { result: VerificationResult }) {
  const { checks, credential, sha256, verdict } = result;
  const proofs = checks.find(({ check }) => check === 'proof')?.proofs ?? [];
  return (
    <details class="technical">
      <summary>Technical details</summary>
      <dl class="facts">
        <Fact name="Verdict code" value={verdict} />
        <Fact name="Credential id" value={credential?.id} />
        <Fact name="Issuer id" value={credential?.issuer.id} />
        {proofs.map(({ type, cryptosuite, verificationMethod, created, outcome, code }) => (
          <div class="wide">
            <dt>Proof</dt>
            <dd>
              {cryptosuite ?? type}: {CHECK_OUTCOME_WORDS[outcome].toLowerCase()}
              {code !== undefined && <> ({code})</>}
              {created !== undefined && <>, made {created}</>}
              {verificationMethod !== undefined && (
                <>
                  <br />
                  Key: <code>{verificationMethod}</code>
                </>
              )}
            </dd>
          </div>
        ))}
        <Fact name="SHA-256 of the file" value={sha256} />
      </dl>
      <section class="scroll" tabindex={0} aria-label="All checks">
        <table>
          <caption class="visually-hidden">All checks</caption>
          <thead>
            <tr>
              <th scope="col">Check</th>
              <th scope="col">Outcome</th>
              <th scope="col">Code</th>
            </tr>
          </thead>
          <tbody>
            {checks.map((check) => (
              <tr>
                <th scope="row">{CHECK_WORDS[check.check]}</th>
                <td>{CHECK_OUTCOME_WORDS[check.outcome]}</td>
                <td>
                  <code>{codesOf(check)}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function Fact({ name, value }: { name: string; value: string | undefined }) {
  if (value === undefined) return null;
  return (
    <div class="wide">
      <dt>{name}</dt>
      <dd>
        <code>{value}</code>
      </dd>
    </div>
  );
}

function codesOf({ code, findings, host }: CheckResult): string {
  const codes = [
    ...new Set((findings ?? []).map((finding) => finding.code ?? '').filter((each) => each !== '')),
  ];
  return [
    codes.length > 0 ? codes.join(', ') : (code ?? '–'),
    ...(host === undefined ? [] : [`(${host})`]),
  ].join(' ');
}
