import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '../model/problem.ts';
import type { TokenRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';

/**
 * What a bearer token may do. `sign` lets its bearer have anything signed, so it is apart from awarding by a program's rules;
 * `approve` is for the second of two people.
 */
export const TOKEN_SCOPES = ['award', 'approve', 'sign', 'read', 'manage'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** Makes a token of 256 random bits. It is returned once; the store keeps its SHA-256. */
export async function createToken(
  store: Store,
  { name, scopes, at, actor }: { name: string; scopes: readonly TokenScope[]; at: Date; actor: string },
): Promise<string> {
  const token = `lectern_${randomBytes(32).toString('base64url')}`;
  const record: TokenRecord = {
    sha256: hashToken(token),
    name,
    scopes: [...scopes],
    createdAt: at,
    revokedAt: null,
  };
  await store.saveToken(record, {
    at,
    actor,
    action: 'token-created',
    subject: name,
    details: { token: shortHash(record), scopes: [...scopes] },
  });
  return token;
}

/** The token's record. Rejects with AppError TOKEN_MISSING when there is none that we know, TOKEN_NOT_ALLOWED without the scope. */
export async function authorize(
  store: Store,
  token: string | undefined,
  scope: TokenScope,
): Promise<TokenRecord> {
  const record = token === undefined ? null : await store.findToken(hashToken(token));
  if (record === null || record.revokedAt !== null)
    throw new AppError('TOKEN_MISSING', 'This needs a valid bearer token.');
  if (!record.scopes.includes(scope))
    throw new AppError('TOKEN_NOT_ALLOWED', `This token does not have the scope ${scope}.`);
  return record;
}

/**
 * Ends every live token of this name; returns how many there were. What was done with them stays in the audit log under the
 * name.
 */
export async function revokeTokens(
  store: Store,
  { name, at, actor }: { name: string; at: Date; actor: string },
): Promise<number> {
  const live = (await store.listTokens()).filter((token) => token.name === name && token.revokedAt === null);
  for (const token of live) {
    await store.saveToken(
      { ...token, revokedAt: at },
      {
        at,
        actor,
        action: 'token-revoked',
        subject: name,
        details: {
          token: shortHash(token),
          scopes: token.scopes,
          before: { state: 'live' },
          after: { state: 'revoked' },
        },
      },
    );
  }
  return live.length;
}

/** Tells tokens of one name apart in the audit log. */
function shortHash({ sha256 }: TokenRecord): string {
  return sha256.slice(0, 16);
}

/** The token itself is random, so a plain hash keeps it as well as a slow one. */
function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
