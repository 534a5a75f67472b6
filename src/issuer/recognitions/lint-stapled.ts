import {
  ACHIEVEMENT_CREDENTIAL_SCHEMA,
  ISSUED_CONTEXTS,
  type UnsignedCredential,
} from '../../model/credential.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Subproblem } from '../../model/problem.ts';
import type { RecognizedSubject } from '../../store/records.ts';
import { lintCredential } from '../../verify/lint-credential.ts';

/** What is wrong with a credential of ours that takes this recognition with it: without this, nothing could be issued any more. */
export function lintStapled(recognition: JsonObject, kind: RecognizedSubject['kind']): Promise<Subproblem[]> {
  const stapledTo = (place: typeof kind) => (place === kind ? { endorsement: [recognition] } : {});
  const credential: UnsignedCredential = {
    '@context': [...ISSUED_CONTEXTS],
    id: 'urn:uuid:00000000-0000-4000-8000-000000000000',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: 'did:web:example.org', type: ['Profile'], name: 'Example', ...stapledTo('issuer') },
    validFrom: '2026-01-01T00:00:00Z',
    name: 'Example',
    credentialSubject: {
      type: ['AchievementSubject'],
      name: 'Example',
      identifier: [{ type: 'IdentityObject', hashed: false, identityHash: 'Example', identityType: 'name' }],
      achievement: {
        id: 'https://example.org/achievements/example?v=1',
        type: ['Achievement'],
        achievementType: 'MicroCredential',
        name: 'Example',
        description: 'Example',
        criteria: { narrative: 'Example' },
        ...stapledTo('achievement'),
      },
    },
    credentialStatus: {
      id: 'https://example.org/status/1#0',
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '0',
      statusListCredential: 'https://example.org/status/1',
    },
    credentialSchema: [{ ...ACHIEVEMENT_CREDENTIAL_SCHEMA }],
  };
  return lintCredential(credential, 'ours');
}
