import { describe, expect, it } from 'vitest';
import { findCredentialLink } from '../../src/model/credential-link.ts';

const LINK = 'https://badges.example.org/c/q7Jm2xVt9KfRw3Lp';
const carried = encodeURIComponent(LINK);

describe('a link that leads to a credential', () => {
  it.each([
    [`https://state.example/verify#url=${carried}`, LINK],
    [`https://state.example/es/verify?url=${carried}`, LINK],
    [`https://verifierplus.org/#verify?vc=${carried}`, LINK],
    [
      'https://verifierplus.org/credentials/3f0c2f1e-6b60-4cf5-9d0b-0d4f4a3b1c2d',
      'https://verifierplus.org/api/credentials/3f0c2f1e-6b60-4cf5-9d0b-0d4f4a3b1c2d',
    ],
  ])('%s', (link, credential) => {
    expect(findCredentialLink(link)).toBe(credential);
  });

  it.each([
    LINK,
    `${LINK}?url=${carried}`,
    'https://verifierplus.org.example/credentials/3f0c',
    'https://verifierplus.org/credentials/../x',
    'https://state.example/verify#url=javascript%3Aalert(1)',
    'https://state.example/verify#url=%2F%2Fevil.example',
    `https://state.example/verify#url=${encodeURIComponent('data:text/plain,x')}`,
    'not a link',
  ])('%s is itself', (link) => {
    expect(findCredentialLink(link)).toBe(link);
  });

  it('is followed once', () => {
    const inner = `https://a.example/verify#url=${carried}`;
    expect(findCredentialLink(`https://b.example/verify#url=${encodeURIComponent(inner)}`)).toBe(inner);
  });
});
