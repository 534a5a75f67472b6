import type { CheckResult, VerificationResult } from '../model/verification.ts';
import type { Words } from './words/words.ts';

/** For those who want to repeat the check elsewhere. Everything as text, nothing linked. */
export function TechnicalDetails({ words, result }: { words: Words; result: VerificationResult }) {
  const { technical } = words;
  const { checks, credential, sha256, verdict } = result;
  const proofs = checks.find(({ check }) => check === 'proof')?.proofs ?? [];
  return (
    <details class="technical">
      <summary>{technical.heading}</summary>
      <dl class="facts">
        <Fact name={technical.verdict} value={verdict} />
        <Fact name={technical.credentialId} value={credential?.id} />
        <Fact name={technical.issuerId} value={credential?.issuer.id} />
        {proofs.map(({ type, cryptosuite, verificationMethod, created, outcome, code }) => (
          <div class="wide">
            <dt>{technical.proof}</dt>
            <dd>
              {cryptosuite ?? type}: {words.checks.outcomes[outcome].toLowerCase()}
              {code !== undefined && <> ({code})</>}
              {created !== undefined && `, ${technical.made(created)}`}
              {verificationMethod !== undefined && (
                <>
                  <br />
                  {technical.key} <code>{verificationMethod}</code>
                </>
              )}
            </dd>
          </div>
        ))}
        <Fact name={technical.digest} value={sha256} />
      </dl>
      <section class="scroll" tabindex={0} aria-label={technical.allChecks}>
        <table>
          <caption class="visually-hidden">{technical.allChecks}</caption>
          <thead>
            <tr>
              <th scope="col">{technical.check}</th>
              <th scope="col">{technical.outcome}</th>
              <th scope="col">{technical.code}</th>
            </tr>
          </thead>
          <tbody>
            {checks.map((check) => (
              <tr>
                <th scope="row">{words.checks.names[check.check]}</th>
                <td>{words.checks.outcomes[check.outcome]}</td>
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
