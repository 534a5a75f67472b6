import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openKeyFile, parseKeyFile } from '../../src/issuer/key-file.ts';
import { describeNewKey } from '../../src/issuer/open-signers.ts';
import { publishDidDocument } from '../../src/issuer/publish-did-document.ts';
import { EXAMPLE_PUBLIC_KEYS } from '../../src/model/example-keys.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { FetchFailure } from '../../src/model/verification.ts';
import { signCredential } from '../../src/proof/sign-credential.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';

const plain = parseKeyFile(readFileSync('keys.example/plain.json', 'utf8'));
const encrypted = parseKeyFile(readFileSync('keys.example/encrypted.json', 'utf8'));
const PASSPHRASE = 'published example passphrase';

describe('keys.example', () => {
  it('shows the same key in both formats, and the verifier knows it', async () => {
    const signers = [await openKeyFile(plain), await openKeyFile(encrypted, PASSPHRASE)];
    const data = new TextEncoder().encode('the same bytes');
    const [one, other] = await Promise.all(signers.map((signer) => signer.sign({ data })));
    expect(one).toEqual(other);
    expect([...EXAMPLE_PUBLIC_KEYS]).toEqual([plain.publicKeyMultibase]);
  });

  it.each(['did:web:example.org', `did:key:${plain.publicKeyMultibase}`])(
    'signs nothing but samples, whoever it says it is: %s',
    async (did) => {
      const unsigned: JsonObject = {
        '@context': [
          'https://www.w3.org/ns/credentials/v2',
          'https://w3id.org/security/suites/ed25519-2020/v1',
        ],
        id: 'urn:uuid:7f2f7c1e-0c55-4d3c-9f5c-1f2f0a4b7a11',
        type: ['VerifiableCredential'],
        issuer: did,
        validFrom: '2026-01-01T00:00:00Z',
        credentialSubject: { name: 'Ana Núñez' },
      };
      const signer = { ...(await openKeyFile(plain)), controller: did };
      const issuer = {
        slug: '',
        did,
        name: '',
        url: '',
        email: null,
        needsApproval: false,
        createdAt: new Date(),
      };
      const document = await publishDidDocument(issuer, {
        signerOf: async () => signer,
        keysOf: async () => [describeNewKey(plain.publicKeyMultibase, did, new Date())],
      });
      // A did:key names its one key; only a did:web document can give it two names.
      const cryptosuites = did.startsWith('did:key:')
        ? ['eddsa-rdfc-2022']
        : ['eddsa-rdfc-2022', 'Ed25519Signature2020'];
      const created = new Date('2026-11-21T00:00:00Z');
      const signed = await signCredential(unsigned, { signer, cryptosuites, created });
      const { verdict } = await verifyCredential(signed, {
        now: created,
        fetchDocument: async (url) => {
          if (url === 'https://example.org/.well-known/did.json') return { document };
          throw new FetchFailure('not-found');
        },
      });
      expect(verdict).toBe('sample');
    },
  );
});
