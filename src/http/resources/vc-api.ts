import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { issueOtherCredential } from '../../issuer/issue-other-credential.ts';
import { confirmStatus, confirmStatusOrder } from '../../issuer/status/confirm-status.ts';
import { orderStatusChange, previewStatusChange } from '../../issuer/status/order-status.ts';
import type { JsonObject } from '../../model/json.ts';
import { AppError } from '../../model/problem.ts';
import {
  CHECK_NAMES,
  type CheckName,
  type CheckResult,
  type Finding,
  type VerificationResult,
} from '../../model/verification.ts';
import { line } from '../../program/bounded-text.ts';
import type { Standing, StatusAction } from '../../store/records.ts';
import type { VerifyOptions } from '../../verify/check.ts';
import { readPolicy } from '../../verify/read-policy.ts';
import { verifyCredential } from '../../verify/verify-credential.ts';
import { verifyPresentation } from '../../verify/verify-presentation.ts';
import type { HttpEnv } from '../http-env.ts';
import { limitRate } from '../limit-rate.ts';
import { readBody } from '../read-body.ts';
import { readIdempotencyKey } from '../read-idempotency-key.ts';
import { requireScope } from '../require-scope.ts';

const CredentialBody = z.record(z.string(), z.json());
const StatusChoice = z.object({ statusPurpose: z.enum(['revocation', 'suspension']).default('revocation') });

/** Bodies of the W3C CCG VC-API; members that we have no use for are passed over, as that specification asks. */
export const IssueBody = z.object({
  credential: CredentialBody,
  options: z
    .object({
      credentialId: z.url().max(2_000).optional(),
      cryptosuites: z.array(z.string().max(100)).min(1).max(10).optional(),
    })
    .default({}),
});
/** `status` true sets the bit of that purpose. */
export const StatusBody = z.object({
  credentialId: line(2_000),
  credentialStatus: z
    .union([StatusChoice, z.array(StatusChoice).length(1)])
    .transform((choice) => (Array.isArray(choice) ? choice[0] : choice)),
  status: z.union([z.boolean(), z.enum(['0', '1']).transform((text) => text === '1')]).default(true),
});
const CheckOptions = {
  /** Whom the asker trusts; without one recognition is not asked about. */
  policy: CredentialBody.optional(),
  /** A name that we do not know is refused: passing it over would check less than was asked for. */
  checks: z.array(z.enum(CHECK_NAMES)).min(1).optional(),
};
export const VerifyCredentialBody = z.object({
  verifiableCredential: z.union([CredentialBody, z.string().max(10_000_000)]),
  options: z.object(CheckOptions).default({}),
});
export const VerifyPresentationBody = z.object({
  verifiablePresentation: CredentialBody,
  options: z
    .object({
      ...CheckOptions,
      challenge: z.string().max(1_000).optional(),
      domain: z.string().max(1_000).optional(),
    })
    .default({}),
});

/** W3C CCG VC-API (VCALM): issue, verify, read. */
export const vcApi = new Hono<HttpEnv>()
  .use('/credentials/*', limitRate(1_200))
  .use('/presentations/*', limitRate(300))
  .post('/credentials/issue', async (c) => {
    const actor = await requireScope(c, 'sign');
    const { credential, options } = await readBody(c, IssueBody);
    const issued = await issueOtherCredential(c.var.deps.issuing, credential as JsonObject, {
      actor,
      ...(options.credentialId === undefined ? {} : { credentialId: options.credentialId }),
      ...(options.cryptosuites === undefined ? {} : { cryptosuites: options.cryptosuites }),
      ...readIdempotencyKey(c),
    });
    const location = `${c.var.deps.issuing.publicUrl}/credentials/${encodeURIComponent(issued.credential.id)}`;
    return c.body(issued.credential.body, 201, { 'content-type': 'application/vc', location });
  })
  .post('/credentials/verify', async (c) => {
    const { verifiableCredential, options } = await readBody(c, VerifyCredentialBody);
    const result = await verifyCredential(
      verifiableCredential as JsonObject | string,
      optionsFor(c, options),
    );
    const { errors, warnings } = sortFindings(result);
    return respond(c, errors, {
      checks: options.checks ?? namesOfMade(result),
      warnings,
      result,
    });
  })
  .post('/presentations/verify', async (c) => {
    const { verifiablePresentation, options } = await readBody(c, VerifyPresentationBody);
    const { challenge, domain } = options;
    const { findings, credentials } = await verifyPresentation(verifiablePresentation as JsonObject, {
      ...optionsFor(c, options),
      ...(challenge === undefined ? {} : { challenge }),
      ...(domain === undefined ? {} : { domain }),
    });
    const sorted = credentials.map(sortFindings);
    const errors = [...findings.map(toProblem), ...sorted.flatMap((entry) => entry.errors)];
    return respond(c, errors, {
      checks: ['proof'],
      warnings: sorted.flatMap((entry) => entry.warnings),
      results: credentials,
    });
  })
  .post('/credentials/status', async (c) => {
    const actor = await requireScope(c, 'manage');
    const { credentialId, credentialStatus, status } = await readBody(c, StatusBody);
    const isHold = credentialStatus?.statusPurpose === 'suspension';
    if (!isHold && !status)
      throw new AppError(
        'REQUEST_INVALID',
        'What is withdrawn is withdrawn for ever (Bitstring Status List §2.2).',
      );
    const action = isHold ? (status ? 'suspend' : 'reinstate') : 'revoke';
    const { isDone, ...answer } = await changeOne(c, credentialId, action, actor);
    return c.json(answer, isDone ? 200 : 202);
  })
  .delete('/credentials/:id', async (c) => {
    const actor = await requireScope(c, 'manage');
    const { isDone } = await changeOne(c, c.req.param('id'), 'revoke', actor);
    if (!isDone) throw new AppError('APPROVAL_NEEDED', 'Someone else has to approve this first.');
    return c.body(null, 202);
  })
  .get('/credentials/:id', async (c) => {
    await requireScope(c, 'read');
    const record = await c.var.deps.issuing.store.getCredential(c.req.param('id'));
    if (record === null) throw new AppError('CREDENTIAL_NOT_FOUND', 'There is no such credential.');
    return c.body(record.body, 200, {
      'content-type': 'application/vc',
      'cache-control': 'private, no-store',
    });
  });

/** A change that is made already is made: VC-API has no word for asking twice. */
async function changeOne(c: Context<HttpEnv>, id: string, action: StatusAction, actor: string) {
  const { issuing, fetchOutside } = c.var.deps;
  const record = await issuing.store.getCredential(id);
  if (record === null) throw new AppError('CREDENTIAL_NOT_FOUND', 'There is no such credential.');
  const selection = { credentials: [id] };
  const { due, unchanged } = await previewStatusChange(issuing, {
    action,
    selection,
    issuer: record.issuerSlug,
  });
  const isDone = due.length === 0 && unchanged.every(({ standing }) => standing === RESULT[action]);
  // Carried out before, perhaps by a request whose answer never came: the list is published all the same.
  if (isDone)
    return {
      isDone,
      status: record.standing,
      confirmation: await confirmStatus(issuing, { action, credentialIds: [id] }, fetchOutside),
    };
  const order = await orderStatusChange(issuing, {
    action,
    selection,
    grounds: { reason: 'other' },
    issuer: record.issuerSlug,
    count: 1,
    actor,
  });
  if (order.state === 'waiting') return { isDone: false, status: record.standing, confirmation: null };
  const confirmation = await confirmStatusOrder(issuing, order, fetchOutside);
  return { isDone: true, status: RESULT[action], confirmation };
}

const RESULT: Readonly<Record<StatusAction, Standing>> = {
  revoke: 'revoked',
  suspend: 'suspended',
  reinstate: 'in-force',
};

function namesOfMade({ checks }: VerificationResult): CheckName[] {
  return checks.filter(({ outcome }) => outcome !== 'skipped').map(({ check }) => check);
}

function optionsFor(
  c: Context<HttpEnv>,
  { checks, policy }: z.infer<typeof VerifyCredentialBody>['options'],
): VerifyOptions {
  const { fetchDocument, issuing } = c.var.deps;
  const read = policy === undefined ? undefined : readPolicy(JSON.stringify(policy));
  if (read?.ok === false)
    throw new AppError('REQUEST_INVALID', 'The policy cannot be used.', {
      problems: read.problems.map(({ path, ...problem }) => ({ path: `options.policy.${path}`, ...problem })),
    });
  return {
    fetchDocument,
    now: issuing.now(),
    ...(checks === undefined ? {} : { checks }),
    ...(read === undefined ? {} : { policy: read.policy }),
  };
}

/**
 * VCALM §3.3.1: cryptography, data model and context are errors; status and validity period are warnings, for the
 * application to decide. Our application's decision is `result.verdict`.
 */
function sortFindings({ checks }: VerificationResult): { errors: object[]; warnings: object[] } {
  const isWarning = (check: CheckResult, finding: Finding) =>
    finding.outcome === 'warning' ||
    check.check === 'validity' ||
    check.check === 'status' ||
    check.check === 'person';
  const errors: object[] = [];
  const warnings: object[] = [];
  for (const check of checks) {
    for (const finding of check.findings ?? [check]) {
      if (finding.outcome === 'passed' || finding.outcome === 'skipped') continue;
      (isWarning(check, finding) ? warnings : errors).push(toProblem(finding));
    }
  }
  return { errors, warnings };
}

function toProblem({ code, detail, problemType }: Finding): object {
  return {
    type: problemType ?? 'https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR',
    title: code,
    detail,
  };
}

/** The suites want 400 for what does not verify; the body is the same either way. */
function respond(c: Context<HttpEnv>, errors: object[], rest: object): Response {
  return c.json(
    { verified: errors.length === 0, ...rest, errors, problemDetails: errors },
    errors.length === 0 ? 200 : 400,
  );
}
