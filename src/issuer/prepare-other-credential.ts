import { type Json, type JsonObject, valuesOf } from '../model/json.ts';
import type { IssuerRecord, RecognizedSubject } from '../store/records.ts';
import type { Replacement } from './build-award.ts';
import { issuerProfile } from './issuing.ts';
import type { StapleIds } from './recognitions/read-staples.ts';

const V1 = 'https://www.w3.org/2018/credentials/v1';
const ED25519_2020 = 'https://w3id.org/security/suites/ed25519-2020/v1';
const DATA_INTEGRITY = 'https://w3id.org/security/data-integrity/v2';
const BITSTRING_STATUS = 'https://www.w3.org/ns/credentials/status/v1';

export type StoredOther = {
  credential: JsonObject;
  cryptosuites: string[];
  /** Why it takes the place of the credential that its issuance replaces. */
  replacement?: Replacement;
  /** It is a recognition that we give, of this. */
  recognizes?: RecognizedSubject;
  /** Recognitions of the issuer that travel with it. */
  staples?: StapleIds;
};

/** What makes a given credential ours. */
export interface Additions {
  id: string;
  issuer: IssuerRecord;
  status: { listUrl: string; index: number } | null;
  cryptosuites: readonly string[];
  /** Recognitions of the issuer, as others signed them. */
  endorsement?: JsonObject[];
}

/** The credential as it will be signed: given, plus what makes it ours. */
export function prepareOtherCredential(
  given: JsonObject,
  { id, issuer, status, cryptosuites, endorsement = [] }: Additions,
): JsonObject {
  const { proof: _, ...credential } = given;
  const isV1 = valuesOf(credential['@context'])[0] === V1;
  const needed = [
    ...(isV1 && cryptosuites.includes('eddsa-rdfc-2022') ? [DATA_INTEGRITY] : []),
    ...(cryptosuites.includes('Ed25519Signature2020') ? [ED25519_2020] : []),
    ...(isV1 && status !== null ? [BITSTRING_STATUS] : []),
  ];
  const contexts = valuesOf(credential['@context']);
  const entry = status === null ? {} : { credentialStatus: statusEntry(status) };
  return {
    ...credential,
    '@context': [...contexts, ...needed.filter((context) => !contexts.includes(context))],
    id,
    issuer: issuerFor(contexts, issuer, endorsement),
    ...entry,
  };
}

/** Only Open Badges contexts define a Profile; VCDM 2.0 defines a name, 1.1 neither. */
function issuerFor(contexts: readonly Json[], issuer: IssuerRecord, endorsement: JsonObject[]): Json {
  if (contexts.some((context) => typeof context === 'string' && context.includes('/spec/ob/v3p0/'))) {
    return {
      ...issuerProfile(issuer),
      ...(endorsement.length === 0 ? {} : { endorsement }),
    } as unknown as JsonObject;
  }
  return contexts[0] === V1 ? issuer.did : { id: issuer.did, name: issuer.name };
}

function statusEntry({ listUrl, index }: { listUrl: string; index: number }): JsonObject {
  return {
    id: `${listUrl}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: String(index),
    statusListCredential: listUrl,
  };
}
