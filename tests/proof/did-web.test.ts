import { describe, expect, it } from 'vitest';
import { didWebOf, documentUrlOf, domainOf } from '../../src/proof/did-url.ts';

describe('where a document lives', () => {
  it.each([
    ['did:web:example.org', 'https://example.org/.well-known/did.json'],
    ['did:web:example.org#key-1', 'https://example.org/.well-known/did.json'],
    ['did:web:example.org:issuers:a', 'https://example.org/issuers/a/did.json'],
    ['did:web:example.org%3A8443', 'https://example.org:8443/.well-known/did.json'],
    ['did:web:example.org%3a8443:u:b', 'https://example.org:8443/u/b/did.json'],
    ['did:web:localhost%3A8080', 'http://localhost:8080/.well-known/did.json'],
    ['did:web:localhost%3A8080:issuers:a', 'http://localhost:8080/issuers/a/did.json'],
    ['did:web:xn--bcher-kva.example', 'https://xn--bcher-kva.example/.well-known/did.json'],
    ['did:web:example.org:user_1:caf%C3%A9', 'https://example.org/user_1/caf%C3%A9/did.json'],
    ['did:web:example.org:a%2Fb', 'https://example.org/a%2Fb/did.json'],
    ['https://example.org/issuers/1#key', 'https://example.org/issuers/1'],
    ['http://localhost:8080/issuers/1', 'http://localhost:8080/issuers/1'],
  ])('%s → %s', (id, url) => {
    expect(documentUrlOf(id)).toBe(url);
  });

  it.each([
    'did:web:',
    'did:web:192.0.2.7',
    'did:web:127.0.0.1%3A8080',
    'did:web:0x7f000001',
    'did:web:2130706433',
    'did:web:017700000001',
    'did:web:127.1',
    'did:web:%5B%3A%3A1%5D',
    'did:web:[::1]',
    'did:web:user@example.org',
    'did:web:user%40example.org',
    'did:web:example.org/path',
    'did:web:example.org%2Fpath',
    'did:web:example.org?service=x',
    'did:web:example.org:',
    'did:web:example.org::a',
    'did:web:example.org:a/b',
    'did:web:example.org:a?b',
    'did:web:example.org%3A',
    'did:web:example.org%3A8080%3A9',
    'did:web:example.org%3A999999',
    'did:web:bücher.example',
    'did:web:exa mple.org',
    'did:web:\\example.org',
    'did:webvh:example.org',
    'did:ion:abc',
    'urn:uuid:4e29fc0c-3a3c-4c4b-9b8e-53b51e6f1d40',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'ftp://example.org/key',
    'https://',
    '',
  ])('%j lives nowhere that we look', (id) => {
    expect(documentUrlOf(id)).toBeNull();
  });

  it('a path cannot climb into another host', () => {
    for (const did of [
      'did:web:example.org:..:..',
      'did:web:example.org:%2e%2e:x',
      'did:web:example.org:%ZZ',
    ]) {
      const url = documentUrlOf(did);
      if (url !== null) expect(new URL(url).origin).toBe('https://example.org');
    }
  });
});

describe('the DID of an issuer', () => {
  it.each([
    ['https://badges.example.org', '', 'did:web:badges.example.org'],
    ['https://badges.example.org/', 'north', 'did:web:badges.example.org:issuers:north'],
    ['http://localhost:8080', '', 'did:web:localhost%3A8080'],
  ])('%s %s → %s, and back', (publicUrl, slug, did) => {
    expect(didWebOf(publicUrl, slug)).toBe(did);
    const path = slug === '' ? '/.well-known/did.json' : `/issuers/${slug}/did.json`;
    expect(documentUrlOf(did)).toBe(new URL(path, publicUrl).href);
  });

  it('people are shown its domain', () => {
    expect(domainOf('did:web:badges.example.org:issuers:north')).toBe('badges.example.org');
    expect(domainOf('did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2')).toBeNull();
  });
});
