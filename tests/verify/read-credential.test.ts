import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_CREDENTIAL_BYTES, readCredential } from '../../src/verify/read-credential.ts';
import { verifyBytes } from '../../src/verify/verify-bytes.ts';
import { NOW } from '../support/test-issuer.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const answerTo = (content: string | Uint8Array) => {
  const read = readCredential(typeof content === 'string' ? bytes(content) : content);
  return read.kind === 'unreadable' ? read.code : read.kind;
};
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('what is in the bytes', () => {
  it.each([
    ['{"a":1}', 'json'],
    [' \n\t{"a":1}\n', 'json'],
    ['\ufeff{"a":1}', 'json'],
    [`${base64({ alg: 'EdDSA' })}.${base64({ vc: {} })}.AA`, 'jwt'],
    [`\n${base64({ alg: 'EdDSA' })}.${base64({})}.\n`, 'jwt'],
    ['', 'empty'],
    [' \n ', 'empty'],
    ['[]', 'not-a-credential'],
    ['[{"a":1}]', 'not-a-credential'],
    ['"text"', 'not-a-credential'],
    ['42', 'not-a-credential'],
    ['null', 'not-a-credential'],
    ['hello', 'not-a-credential'],
    ['a.b.c', 'not-a-credential'],
    ['a.b.c.d.e', 'not-a-credential'],
    [`${base64([])}.${base64({})}.AA`, 'not-a-credential'],
    ['{"a":1', 'json-malformed'],
    ['{"a":1}{"b":2}', 'json-malformed'],
    ['['.repeat(100), 'json-too-deep'],
    [`{"a":[${'1,'.repeat(200_001)}1]}`, 'json-too-large'],
    ['<!doctype html><p>', 'container-unsupported'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'container-unsupported'],
    ['%PDF-1.7\n', 'container-unsupported'],
    ['PK\u0003\u0004rest', 'container-unsupported'],
  ])('%j: %s', (content, answer) => {
    expect(answerTo(content)).toBe(answer);
  });

  it.each([
    ['a PNG', Buffer.from('\x89PNG\r\n\x1a\n{"a":1}', 'latin1'), 'container-unsupported'],
    ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'container-unsupported'],
    ['gzip', gzipSync('{"a":1}'), 'not-text'],
    ['Latin-1', Buffer.from('{"name":"Núñez"}', 'latin1'), 'not-text'],
    ['UTF-16', Buffer.from('\ufeff{"a":1}', 'utf16le'), 'not-text'],
    ['a lone surrogate', Buffer.from([0x7b, 0xed, 0xa0, 0x80, 0x7d]), 'not-text'],
    ['an overlong slash', Buffer.from([0xc0, 0xaf]), 'not-text'],
  ])('%s is not taken for text', (_, content, answer) => {
    expect(answerTo(new Uint8Array(content))).toBe(answer);
  });

  it('is read up to 10 MB', () => {
    const padded = (length: number) => bytes(`{"a":1}${' '.repeat(length - 7)}`);
    expect(answerTo(padded(MAX_CREDENTIAL_BYTES))).toBe('json');
    expect(answerTo(padded(MAX_CREDENTIAL_BYTES + 1))).toBe('too-large');
  });

  it('is found in a VC-API envelope, but not in a credential that has one inside', () => {
    const inner = { '@context': [], name: 'inner' };
    expect(readCredential(bytes(JSON.stringify({ verifiableCredential: inner, options: {} })))).toEqual({
      kind: 'json',
      credential: inner,
    });
    const outer = { '@context': [], verifiableCredential: inner };
    expect(readCredential(bytes(JSON.stringify(outer)))).toEqual({ kind: 'json', credential: outer });
  });

  it('is said without repeating any of it', () => {
    const secret = 'correct-horse';
    for (const content of [secret, `{"${secret}`, `<${secret}>`, `["${secret}"]`]) {
      expect(JSON.stringify(readCredential(bytes(content)))).not.toContain(secret);
    }
  });
});

describe('whatever the bytes are', () => {
  const options = {
    now: NOW,
    fetchDocument: async () => {
      throw new Error('nothing is to be fetched for this');
    },
  };
  const pieces = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '.',
      'e30',
      'eyJhbGciOiJFUzI1NiJ9',
      '"@context"',
      '"type"',
      '"proof"',
    ],
    ...[
      '"VerifiableCredential"',
      '"https://www.w3.org/ns/credentials/v2"',
      'null',
      '1e999',
      '\\u0000',
      '\ufeff',
      ' ',
    ],
    ...['"credentialSubject"', '"issuer"', '"__proto__"', '"credentialStatus"', '<', '%PDF-', '🎓'],
  );

  it('random bytes and almost-credentials never throw and are never valid', async () => {
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(pieces, { maxLength: 40 }).map((list) => bytes(list.join(''))),
      fc.jsonValue().map((value) => bytes(JSON.stringify(value))),
      fc.tuple(fc.jsonValue(), fc.jsonValue()).map(([a, b]) => bytes(`${base64(a)}.${base64(b)}.AA`)),
    );
    await fc.assert(
      fc.asyncProperty(content, async (random) => {
        const { verdict, sha256 } = await verifyBytes(Uint8Array.from(random), options);
        expect(verdict).not.toBe('valid');
        expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      }),
      { numRuns: 3_000 },
    );
  });

  it('objects whose members have the wrong types never throw and are never valid', async () => {
    const member = fc.oneof(
      { depthSize: 'small' },
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(
        ['https://www.w3.org/ns/credentials/v2'],
        ['VerifiableCredential', 'OpenBadgeCredential'],
        [{ type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022' }],
        {
          type: 'Ed25519Signature2020',
          proofPurpose: 'assertionMethod',
          verificationMethod: 'did:key:z6Mk',
          proofValue: `z${'2'.repeat(87)}`,
        },
        { achievement: { name: 'x' }, id: 'did:example:a' },
      ),
    );
    const names = [
      'type',
      'issuer',
      'credentialSubject',
      'proof',
      'validFrom',
      'credentialStatus',
      'id',
      'name',
    ];
    const credential = fc.record(
      {
        '@context': fc.constant(['https://www.w3.org/ns/credentials/v2']),
        ...Object.fromEntries(names.map((name) => [name, member])),
      },
      { requiredKeys: ['@context'] },
    );
    await fc.assert(
      fc.asyncProperty(credential, async (value) => {
        const { verdict } = await verifyBytes(bytes(JSON.stringify(value)), options);
        expect(verdict).not.toBe('valid');
      }),
      { numRuns: 1_000 },
    );
  });
});
