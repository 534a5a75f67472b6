import { describe, expect, it, onTestFinished } from 'vitest';
import { foundIssuer } from '../../src/issuer/found-issuer.ts';
import { openTestInstance } from '../support/test-instance.ts';

describe('a change of an issuer’s profile', () => {
  it('is entered with what it was before, and without anybody’s name or address', async () => {
    const { issuing, keys, close } = await openTestInstance();
    onTestFinished(close);
    const founding = { slug: 'north', url: 'https://a.example', actor: 'cli', keys };
    const found = (change: object) =>
      foundIssuer(issuing, { ...founding, name: 'Jane Doe', email: 'jane@a.example', ...change });
    await found({});
    await found({ url: 'https://b.example', needsApproval: true });
    await found({ url: 'https://b.example', name: 'Jane Roe', email: null });
    await found({ url: 'https://b.example', name: 'Jane Roe', email: null });
    const events = await issuing.store.listAudit({
      subject: 'did:web:badges.county.example:issuers:north',
      limit: 9,
    });
    expect(events.map(({ action, details }) => [action, details])).toEqual([
      ['issuer-founded', { after: { url: 'https://a.example', needsApproval: false } }],
      [
        'issuer-updated',
        {
          before: { url: 'https://a.example', needsApproval: false },
          after: { url: 'https://b.example', needsApproval: true },
        },
      ],
      ['issuer-updated', { changed: ['name', 'email'] }],
      ['issuer-updated', {}],
    ]);
    const log = JSON.stringify(await issuing.store.listAudit({ limit: 1_000 }));
    expect(log).not.toMatch(/Jane|jane@/);
  });
});
