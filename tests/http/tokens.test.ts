import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOKEN_SCOPES, type TokenScope } from '../../src/issuer/tokens.ts';
import { partAward } from '../support/awards.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());

/** Every operation that needs a token, with a body that is good where the token is. */
const GUARDED: [string, string, TokenScope, object?][] = [
  ['POST', '/api/credentials', 'award', partAward()],
  [
    'POST',
    '/credentials/issue',
    'sign',
    {
      credential: {
        '@context': ['https://www.w3.org/ns/credentials/v2'],
        type: ['VerifiableCredential'],
        issuer: 'did:example:1',
        credentialSubject: { id: 'did:example:2' },
      },
    },
  ],
  ['GET', '/api/credentials', 'read'],
  ['GET', '/api/credentials/none', 'read'],
  ['GET', '/api/credentials/expiring', 'read'],
  ['GET', '/credentials/none', 'read'],
  ['GET', '/api/programs', 'read'],
  ['POST', '/api/programs', 'manage', {}],
  ['POST', '/api/frameworks', 'manage', {}],
  ['DELETE', '/api/shares/none', 'manage'],
  ['GET', '/api/audit', 'manage'],
  ['POST', '/api/batches', 'award', {}],
  ['GET', '/api/batches', 'read'],
  ['GET', '/api/batches/none', 'read'],
  ['GET', '/api/batches/none/rows', 'read'],
  ['GET', '/api/batches/none/rows/0/preview', 'read'],
  ['GET', '/api/batches/none/results.csv', 'read'],
  ['GET', '/api/batches/none/errors.csv', 'read'],
  ['GET', '/api/batches/none/qr-sheet.html', 'read'],
  ['GET', '/api/batches/none/events', 'read'],
  ['POST', '/api/batches/none/approve', 'approve', { revision: 1 }],
  ['POST', '/api/batches/none/start', 'award'],
  ['POST', '/api/batches/none/pause', 'award'],
  ['POST', '/api/batches/none/resume', 'award'],
  ['POST', '/api/batches/none/cancel', 'award'],
];

async function send([method, path, , body]: (typeof GUARDED)[0], authorization?: string): Promise<Response> {
  return test.app.request(path, {
    method,
    headers: {
      accept: 'application/json',
      ...(authorization === undefined ? {} : { authorization }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
const countEvents = async () => (await test.issuing.store.listAudit({ limit: 10_000 })).length;

describe.each(GUARDED)('%s %s', (...operation) => {
  const scope = operation[2];

  it('is 401 without a token that we know, says which scheme to use, and does nothing', async () => {
    const before = await countEvents();
    const token = test.tokens[scope];
    const wrong = [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      'Bearer MARKER',
      `Basic ${token}`,
      token,
      `Bearer ${token}x`,
      `Bearer ${token.slice(0, -1)}`,
      `Bearer ${createHash('sha256').update(token).digest('hex')}`,
    ];
    for (const authorization of wrong) {
      const response = await send(operation, authorization);
      const text = await response.text();
      expect([authorization, response.status]).toEqual([authorization, 401]);
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(JSON.parse(text).type).toMatch(/#TOKEN_MISSING$/);
      expect(text).not.toMatch(/MARKER|lectern_/);
    }
    expect(await countEvents()).toBe(before);
  });

  it('is 403 with a token for something else, and does nothing', async () => {
    const before = await countEvents();
    for (const other of TOKEN_SCOPES.filter((name) => name !== scope)) {
      const response = await send(operation, `Bearer ${test.tokens[other]}`);
      expect([other, response.status]).toEqual([other, 403]);
      expect(await response.json()).toMatchObject({
        type: expect.stringMatching(/#TOKEN_NOT_ALLOWED$/),
        detail: expect.stringContaining(scope),
      });
    }
    expect(await countEvents()).toBe(before);
  });

  it('is let through with its own scope, however the scheme is spelled', async () => {
    for (const scheme of ['Bearer', 'bearer', 'BEARER'])
      expect([401, 403]).not.toContain((await send(operation, `${scheme} ${test.tokens[scope]}`)).status);
  });
});

describe('a token', () => {
  it('is kept as its hash only, is not in the audit log, and never in the log', async () => {
    for (const operation of GUARDED) await send(operation, `Bearer ${test.tokens[operation[2]]}`);
    const database =
      readFileSync(test.databaseUrl.slice('sqlite:'.length)).toString('latin1') +
      readFileSync(`${test.databaseUrl.slice('sqlite:'.length)}-wal`).toString('latin1');
    const audit = JSON.stringify(await test.issuing.store.listAudit({ limit: 10_000 }));
    for (const token of Object.values(test.tokens)) {
      expect(database).toContain(createHash('sha256').update(token).digest('hex'));
      for (const text of [database, audit, test.log()]) expect(text).not.toContain(token);
    }
  });

  it('acts under its name', async () => {
    const events = await test.issuing.store.listAudit({ limit: 10_000 });
    expect(events.filter(({ action }) => action === 'credential-issued').map(({ actor }) => actor)).toContain(
      'token:test-award',
    );
  });
});

it('the log holds no name and no address of a holder', async () => {
  await test.post('/api/credentials', partAward('tlms-3'), test.bearer('award'));
  await test.post('/api/credentials', partAward('tlms-3', { level: 'developing' }), test.bearer('award'));
  expect(test.log().length).toBeGreaterThan(100);
  expect(test.log()).not.toMatch(/Núñez|ana\.nunez|teachers\.example/);
});
