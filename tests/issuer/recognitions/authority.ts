import { foundIssuer } from '../../../src/issuer/found-issuer.ts';
import type { Issuing } from '../../../src/issuer/issuing.ts';
import { acceptRecognition } from '../../../src/issuer/recognitions/accept-recognition.ts';
import type { RecognitionRequest } from '../../../src/issuer/recognitions/recognition-request.ts';
import { recognize } from '../../../src/issuer/recognitions/recognize.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { openTestInstance, PUBLIC_URL, type TestInstance } from '../../support/test-instance.ts';

export const COUNTY_DID = 'did:web:badges.county.example';
export const STATE_DID = 'did:web:badges.state.example';
export const TLMS_1 = `${PUBLIC_URL}/achievements/tlms-1?v=1`;

export const COUNTY: RecognitionRequest = {
  recognizes: {
    id: COUNTY_DID,
    name: 'Test County Office of Education',
    url: 'https://county.example',
    email: 'office@county.example',
  },
};
export const COUNTY_TLMS_1: RecognitionRequest = {
  ...COUNTY,
  achievement: { id: TLMS_1, name: 'Domain I', humanCode: 'TLMS-1', version: '1' },
};

/** Somebody that our county recognizes, and one thing that they award. */
export const STATE_REQUEST: RecognitionRequest = {
  recognizes: { id: 'did:web:state.example', name: 'State', url: 'https://state.example' },
};
export const BADGE_REQUEST: RecognitionRequest = {
  ...STATE_REQUEST,
  achievement: { id: 'https://state.example/achievements/a?v=1', name: 'A', humanCode: 'A', version: '1' },
};

/** A county and a state, two instances that reach each other's public documents, and nothing else. */
export interface Authorities {
  county: TestInstance;
  state: TestInstance;
  close(): Promise<void>;
}

export async function openAuthorities(
  options: Parameters<typeof openTestInstance>[0] = {},
): Promise<Authorities> {
  const county = await openTestInstance(options);
  const state = await openTestInstance({ publicUrl: 'https://badges.state.example' });
  connect(county.issuing, state.issuing);
  return {
    county,
    state,
    async close() {
      await county.close();
      await state.close();
    },
  };
}

/** Each has the other's documents as the world would get them. */
export function connect(...instances: Issuing[]): void {
  const own = instances.map(({ publicUrl, fetchDocument }) => ({ publicUrl, fetchDocument }));
  for (const issuing of instances)
    issuing.fetchDocument = async (url) => {
      const origin = own.find(({ publicUrl }) => url.startsWith(`${publicUrl}/`));
      return (origin ?? (own[0] as (typeof own)[number])).fetchDocument(url);
    };
}

/** Gives it and hands it over. Resolves to the recognition's id. */
export async function recognizeAndAccept(
  from: Issuing,
  to: Issuing,
  request: RecognitionRequest = COUNTY,
): Promise<string> {
  const { credential } = await recognize(from, request, { actor: 'test' });
  const { recognition } = await acceptRecognition(to, bytesOf(credential.body), 'test');
  return recognition.id;
}

export function bytesOf(body: string | JsonObject): Uint8Array {
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
}

export function found(instance: TestInstance, slug: string, name: string) {
  return foundIssuer(instance.issuing, {
    slug,
    name,
    url: `https://${slug}.example`,
    email: null,
    actor: 'test',
    keys: instance.keys,
  });
}
