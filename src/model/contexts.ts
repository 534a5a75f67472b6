import clr201 from '../../contexts/clr-2.0.1.json' with { type: 'json' };
import credentialsExamplesV2 from '../../contexts/credentials-examples-v2.json' with { type: 'json' };
import credentialsUndefinedTermsV2 from '../../contexts/credentials-undefined-terms-v2.json' with {
  type: 'json',
};
import credentialsV1 from '../../contexts/credentials-v1.json' with { type: 'json' };
import credentialsV2 from '../../contexts/credentials-v2.json' with { type: 'json' };
import dataIntegrityV1 from '../../contexts/data-integrity-v1.json' with { type: 'json' };
import dataIntegrityV2 from '../../contexts/data-integrity-v2.json' with { type: 'json' };
import didV1 from '../../contexts/did-v1.json' with { type: 'json' };
import ed25519Suite2018 from '../../contexts/ed25519-2018-v1.json' with { type: 'json' };
import ed25519Suite2020 from '../../contexts/ed25519-2020-v1.json' with { type: 'json' };
import multikeyV1 from '../../contexts/multikey-v1.json' with { type: 'json' };
import ob300 from '../../contexts/ob-3.0.0.json' with { type: 'json' };
import ob301 from '../../contexts/ob-3.0.1.json' with { type: 'json' };
import ob302 from '../../contexts/ob-3.0.2.json' with { type: 'json' };
import ob303 from '../../contexts/ob-3.0.3.json' with { type: 'json' };
import obExtensions from '../../contexts/ob-extensions.json' with { type: 'json' };
import securityV1 from '../../contexts/security-v1.json' with { type: 'json' };
import securityV2 from '../../contexts/security-v2.json' with { type: 'json' };
import statusList2021V1 from '../../contexts/status-list-2021-v1.json' with { type: 'json' };
import statusV1 from '../../contexts/status-v1.json' with { type: 'json' };
import type { JsonObject } from './json.ts';

/**
 * Every JSON-LD context that signing and verifying may use, by URL. The list is closed: whoever loads a context takes it
 * from here or refuses it, because a context fetched at verification time could change what a signature means. Files,
 * sources and hashes are in `contexts/index.json`; imported as JSON so that Node and the browser bundle have the same.
 */
export const BUNDLED_CONTEXTS: ReadonlyMap<string, JsonObject> = new Map<string, JsonObject>([
  ['https://www.w3.org/2018/credentials/v1', credentialsV1],
  ['https://www.w3.org/ns/credentials/v2', credentialsV2],
  ['https://www.w3.org/ns/credentials/undefined-terms/v2', credentialsUndefinedTermsV2],
  ['https://www.w3.org/ns/credentials/examples/v2', credentialsExamplesV2],
  ['https://purl.imsglobal.org/spec/ob/v3p0/context.json', ob300],
  ['https://purl.imsglobal.org/spec/ob/v3p0/context/ob_v3p0.jsonld', ob300],
  ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json', ob301],
  ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json', ob302],
  ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json', ob303],
  ['https://purl.imsglobal.org/spec/ob/v3p0/extensions.json', obExtensions],
  ['https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json', clr201],
  ['https://w3id.org/security/data-integrity/v1', dataIntegrityV1],
  ['https://w3id.org/security/data-integrity/v2', dataIntegrityV2],
  ['https://w3id.org/security/multikey/v1', multikeyV1],
  ['https://w3id.org/security/v1', securityV1],
  ['https://w3id.org/security/v2', securityV2],
  ['https://w3id.org/security/suites/ed25519-2020/v1', ed25519Suite2020],
  ['https://w3id.org/security/suites/ed25519-2018/v1', ed25519Suite2018],
  ['https://www.w3.org/ns/credentials/status/v1', statusV1],
  ['https://w3id.org/vc/status-list/2021/v1', statusList2021V1],
  ['https://www.w3.org/ns/did/v1', didV1],
]);
