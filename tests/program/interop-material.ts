import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import formats from 'ajv-formats';
import jsonld from 'jsonld';

const directory = resolve(process.env['LECTERN_INTEROP_DIR'] ?? '../shared/interop');

function readInterop(path: string): string {
  try {
    return readFileSync(join(directory, path), 'utf8');
  } catch (cause) {
    const message = `Interop material is absent: ${join(directory, path)}. Set LECTERN_INTEROP_DIR; this test does not skip.`;
    throw new Error(message, { cause });
  }
}

const contexts: Record<string, { file: string }> = JSON.parse(readInterop('contexts/index.json'));

const ajv = new Ajv2019({ strict: false, allErrors: true });
formats.default(ajv);
const validate = ajv.compile(
  JSON.parse(readInterop('schemas/ob_v3p0_achievementcredential_schema.json')) as object,
);

/** What the official Open Badges 3.0 JSON Schema says against the credential once it has a proof; [] if nothing. */
export function schemaErrors(unsigned: object): string[] {
  const proof = [
    {
      type: 'DataIntegrityProof',
      cryptosuite: 'eddsa-rdfc-2022',
      created: '2026-11-21T00:00:00Z',
      verificationMethod: 'did:web:badges.example.org#key-1',
      proofPurpose: 'assertionMethod',
      proofValue: 'z3',
    },
  ];
  if (validate({ ...unsigned, proof })) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

/** Canonical N-Quads in safe mode: rejects as soon as JSON-LD would drop a term. */
export async function canonizeSafely(document: object): Promise<string> {
  const options = {
    algorithm: 'RDFC-1.0',
    safe: true,
    documentLoader: async (url: string) => {
      const entry = contexts[url];
      if (!entry) throw new Error(`Context not in the interop material: ${url}`);
      return { documentUrl: url, document: JSON.parse(readInterop(`contexts/${entry.file}`)) };
    },
  };
  return (await jsonld.canonize(document as jsonld.JsonLdDocument, options as never)) as unknown as string;
}
