import type { Context } from 'hono';
import { AppError, type ErrorCode } from '../model/problem.ts';
import type { HttpEnv } from './http-env.ts';

interface ProblemType {
  status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 429 | 500 | 502 | 503;
  title: string;
  /** For `/problems` and `docs/problems.md`: what it means and what to do. */
  description: string;
}

/** Every `AppError` code at the edge. A new code without a line here does not compile. */
export const PROBLEM_TYPES = {
  REQUEST_INVALID: {
    status: 400,
    title: 'The request is not valid',
    description:
      'Something in the request is missing, of the wrong type or outside its limits. `problems` names each place by its path; values are never repeated.',
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    title: 'The request is too large',
    description: 'Bodies may have 10 MB at most, rosters 200 MB.',
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    title: 'Too many requests',
    description:
      'There were more requests from one address within a minute than this route answers. `Retry-After` says after how many seconds to come again.',
  },
  TOKEN_MISSING: {
    status: 401,
    title: 'A token is needed',
    description: 'Send `Authorization: Bearer …` with a token of this instance.',
  },
  TOKEN_NOT_ALLOWED: {
    status: 403,
    title: 'The token does not allow this',
    description: 'The token is good but lacks the scope that `detail` names.',
  },
  NOT_FOUND: {
    status: 404,
    title: 'There is nothing here',
    description: 'No page, document or record has this address.',
  },
  ISSUER_UNKNOWN: {
    status: 404,
    title: 'Unknown issuer',
    description: 'This instance has no issuer with that slug. `lectern init` makes one.',
  },
  PROGRAM_UNKNOWN: {
    status: 404,
    title: 'Unknown program',
    description: 'No such program is published on this instance.',
  },
  PROGRAM_FROZEN: {
    status: 409,
    title: 'Published versions do not change',
    description:
      'That code and version is published with other content. Publish the change under a new version.',
  },
  ACHIEVEMENT_UNKNOWN: {
    status: 404,
    title: 'Unknown achievement',
    description: 'No published program of this instance has an achievement with that code.',
  },
  REQUIREMENTS_NOT_MET: {
    status: 422,
    title: 'The requirements are not met',
    description:
      'The program does not allow this award yet. `problems` lists every requirement that is missing, all at once. Nothing was issued.',
  },
  IDEMPOTENCY_CONFLICT: {
    status: 409,
    title: 'The idempotency key was used for something else',
    description:
      'A request with this `Idempotency-Key` but other content came before. Use a new key for a new request.',
  },
  CREDENTIAL_NOT_FOUND: {
    status: 404,
    title: 'Unknown credential',
    description: 'This instance has no credential with that id.',
  },
  CREDENTIAL_ID_CONFLICT: {
    status: 409,
    title: 'The credential id is taken',
    description: 'Another credential has this id. Leave it out and one is made.',
  },
  LINT_FAILED: {
    status: 422,
    title: 'The credential would not verify',
    description:
      'Before any key was touched, our own verifier or the official Open Badges schema refused the credential. `problems` says why. Nothing was issued.',
  },
  SELF_CHECK_FAILED: {
    status: 500,
    title: 'The signed credential did not verify',
    description:
      'What was signed did not pass our own verifier, so it was thrown away and nothing was issued. Run `lectern doctor`.',
  },
  ROSTER_INVALID: {
    status: 422,
    title: 'The roster cannot be read',
    description: 'The file cannot be read as a roster at all: `problems` says why. Nothing was issued.',
  },
  BATCH_UNKNOWN: {
    status: 404,
    title: 'Unknown batch',
    description: 'This instance has no batch with that id.',
  },
  BATCH_STATE: {
    status: 409,
    title: 'The batch is not in that state',
    description:
      'The batch is not in a state that allows this, or it was checked anew since you looked. Look at it again.',
  },
  APPROVAL_NEEDED: {
    status: 403,
    title: 'Someone else has to approve',
    description:
      'This issuer asks for two people: whoever made or checked a batch cannot approve it, and nothing is signed before it is approved.',
  },
  TOO_MANY_REFUSALS: {
    status: 500,
    title: 'The batch stopped itself',
    description:
      'Several credentials in a row were refused for the same reason, so the batch stopped. What was signed before is recorded; mend the cause and start the batch again.',
  },
  STATUS_LIST_FULL: {
    status: 503,
    title: 'No status list has room',
    description: 'No index could be reserved. Try again; if it stays, run `lectern doctor`.',
  },
  STATUS_VERSION_CONFLICT: {
    status: 503,
    title: 'The status list is busy',
    description: 'Others changed the list at the same time, again and again. Try again.',
  },
  STANDING_CONFLICT: {
    status: 409,
    title: 'Its standing changed meanwhile',
    description:
      'The credential was withdrawn, put on hold or replaced meanwhile, or the change of status was carried out or cancelled already. Look at it again.',
  },
  COUNT_DIFFERS: {
    status: 409,
    title: 'Another number of credentials',
    description:
      'The change would touch another number of credentials than `count` says, so nothing was changed. `POST /api/status-changes/preview` tells which.',
  },
  HOLDS_NOT_ALLOWED: {
    status: 422,
    title: 'This program does not allow holds',
    description:
      'Only credentials of a program with `settings.holds` can be put on hold. Others can be withdrawn.',
  },
  RECOGNITION_NOT_ACCEPTED: {
    status: 422,
    title: 'This recognition was not accepted',
    description:
      'What was handed in is not a recognition that could travel with what you issue: it has to be a signed EndorsementCredential, genuine and not over, about an issuer or an achievement of yours. `problems` says what is missing.',
  },
  RECORD_NOT_WHOLE: {
    status: 409,
    title: 'There is no full record of this now',
    description:
      'A full record holds a full credential with all its parts, and at least one of them is missing, withdrawn, on hold, replaced or expired: `problems` names each by its id. Nothing was made. What counts is in the credentials themselves; a corrected full credential has a record of its own.',
  },
  ORIGIN_NOT_ALLOWED: {
    status: 403,
    title: 'Sent from another site',
    description: 'A form of this site was sent from another site. Open the page here and send it from there.',
  },
  RELAY_REFUSED: {
    status: 422,
    title: 'This is not passed on',
    description:
      'The verifier page asked this site to fetch something for it. The address is not one that is fetched for others, or what is there is neither a public key, a status list nor a credential.',
  },
  RELAY_FAILED: {
    status: 502,
    title: 'The other site did not answer',
    description:
      'The verifier page asked this site to fetch something for it, and the site that has it did not answer. Try again later.',
  },
  SHARE_TURNED_OFF: {
    status: 410,
    title: 'The link was turned off',
    description: 'Its owner turned this link off. That does not mean that the credential is invalid.',
  },
  CRYPTOSUITE_NOT_SUPPORTED: {
    status: 422,
    title: 'Unknown cryptosuite',
    description: 'Lectern signs with `eddsa-rdfc-2022` and `Ed25519Signature2020`.',
  },
  CONTEXT_NOT_BUNDLED: {
    status: 422,
    title: 'Unknown JSON-LD context',
    description: 'A context that Lectern does not carry is refused, never fetched.',
  },
  KEY_UNAVAILABLE: {
    status: 503,
    title: 'The signing key is not available',
    description:
      'The key, its passphrase or the process that holds it could not be had. Nothing is lost: the same request, sent again, is finished.',
  },
  AUDIT_NOT_WHOLE: {
    status: 500,
    title: 'The audit log is not whole',
    description:
      'The audit log was tampered with since its last checkpoint, so no new one is signed. `lectern audit verify` names the events.',
  },
  BACKUP_INVALID: {
    status: 422,
    title: 'The backup cannot be restored',
    description:
      'A file that was to be restored is damaged, cut short, or no backup of Lectern. Nothing was changed. Only the command line restores.',
  },
  CONFIG_INVALID: {
    status: 500,
    title: 'The configuration is not valid',
    description: 'A setting is wrong, or the data does not belong to it. The server log names each.',
  },
} satisfies Record<ErrorCode, ProblemType>;

/** RFC 9457, at this edge only. Unknown errors stay silent: the log has them, under the request's id. */
export function problemResponse(c: Context<HttpEnv>, error: unknown): Response {
  logFailure(c, error);
  if (!(error instanceof AppError)) {
    return problemJson(
      c,
      { type: 'about:blank', title: 'Something went wrong', status: 500, requestId: c.var.requestId },
      500,
    );
  }
  const { status, title } = PROBLEM_TYPES[error.code];
  return problemJson(
    c,
    {
      type: `${c.var.deps.issuing.publicUrl}/problems#${error.code}`,
      title,
      status,
      detail: error.detail,
      ...(error.problems.length > 0 ? { problems: error.problems } : {}),
    },
    status,
    // RFC 9110 §11.6.1: a 401 says how to authenticate.
    status === 401 ? { 'www-authenticate': 'Bearer' } : {},
  );
}

/** What is our fault, for those who run the instance. */
export function logFailure(c: Context<HttpEnv>, error: unknown): void {
  const { log } = c.var.deps;
  const { requestId } = c.var;
  if (!(error instanceof AppError)) log.error({ requestId, err: error }, 'request failed');
  else if (PROBLEM_TYPES[error.code].status >= 500)
    log.error({ requestId, code: error.code, err: error.cause }, 'request failed');
}

/** Made by the context, so that what was said on the way to the problem (`retry-after`, `vary`) is said with it. */
function problemJson(
  c: Context<HttpEnv>,
  body: object,
  status: ProblemType['status'],
  headers: Record<string, string> = {},
): Response {
  return c.body(JSON.stringify(body), status, {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    ...headers,
  });
}
