import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '../../src/model/json.ts';
import type { Verdict, VerificationResult } from '../../src/model/verification.ts';
import { launchBrowser } from '../support/browser.ts';
import { runCli } from '../support/run-cli.ts';
import type { RunningInstance } from '../support/running-instance.ts';
import {
  COUNTY_NAME,
  composeWith,
  foundTrustInstances,
  heldOf,
  PRETENDER_NAME,
  partsOf,
  STATE_NAME,
  type TrustInstances,
} from './trust-material.ts';

/**
 * Who is trusted, from end to end: real services on localhost, each with its own key, register, status lists and did:web, that
 * know of each other only what they publish.
 */
let world: TrustInstances;
beforeAll(async () => {
  world = await foundTrustInstances();
}, 300_000);
afterAll(() => world?.close());

interface TrustCase {
  /** What is handed in, the credential that is asked about first. */
  of: string;
  files: () => JsonObject[] | Promise<JsonObject[]>;
  verdict: Verdict;
  codes: string[];
  /** Who answers for the issuer, from the root on, and what the last one calls it. */
  trust?: string;
}

const OF_COUNTY = `${STATE_NAME} › ${COUNTY_NAME}`;
const ana = (code: string) => heldOf(world.ana, code);
const allOfAna = () => [ana('tlms-full'), ...partsOf(world.ana)];
const exchanged = async (part: JsonObject, digest?: string) => {
  const insteadOf = ana('tlms-1');
  const options = { part, insteadOf, ...(digest === undefined ? {} : { digest }) };
  const full = await composeWith(world.county, ana('tlms-full'), options);
  return [full, part, ...partsOf(world.ana).slice(1)];
};
const chain = (length: number) => {
  const credential = world.chains[length - 1];
  if (credential === undefined) throw new Error('no such chain');
  return credential;
};
const given = (code: string) => {
  const recognition = world.given[code];
  if (recognition === undefined) throw new Error(`${code} is not recognized`);
  return recognition.credential;
};
/** As somebody without a key would. */
const renamed = (credential: JsonObject): JsonObject => ({ ...credential, name: 'Another name' });
const digestOfPart = (part: JsonObject) => {
  const resources = (ana('tlms-full')['relatedResource'] ?? []) as JsonObject[];
  return String(resources.find(({ id }) => id === part['id'])?.['digestMultibase']);
};

/** What the district answers, with the address of the state's register in its policy. */
const CASES: TrustCase[] = [
  {
    of: 'one of the two achievements of the seven that the state recognizes',
    files: () => [ana('tlms-1')],
    verdict: 'valid',
    codes: [],
    trust: OF_COUNTY,
  },
  {
    of: 'the other one',
    files: () => [ana('tlms-2')],
    verdict: 'valid',
    codes: [],
    trust: OF_COUNTY,
  },
  {
    of: 'an achievement that the state does not recognize, while it recognizes others',
    files: () => [ana('tlms-5')],
    verdict: 'unknown-issuer',
    codes: ['recognition-of-other-achievement'],
  },
  {
    of: 'an issuer that nobody recognizes',
    files: () => [world.strange],
    verdict: 'unknown-issuer',
    codes: ['issuer-unknown'],
  },
  {
    of: 'an achievement whose recognition was over before the award',
    files: () => [ana('tlms-4'), world.odd.expired],
    verdict: 'unknown-issuer',
    codes: ['recognition-expired'],
  },
  {
    of: 'an achievement whose recognition has ended since the award',
    files: () => [ana('tlms-4'), world.odd.ended],
    verdict: 'unknown-issuer',
    codes: ['recognition-ended'],
  },
  {
    of: 'an achievement whose recognition was revoked',
    files: () => [ana('tlms-3')],
    verdict: 'unknown-issuer',
    codes: ['recognition-revoked'],
  },
  {
    of: 'a recognized achievement, awarded by another issuer',
    files: () => [world.resigned],
    verdict: 'unknown-issuer',
    codes: ['issuer-unknown'],
  },
  {
    of: 'a recognized achievement with another name on it',
    files: () => [renamed(ana('tlms-1'))],
    verdict: 'not-genuine',
    codes: ['signature-invalid'],
  },
  {
    of: 'an issuer that the state recognizes as a whole',
    files: () => [chain(1)],
    verdict: 'valid',
    codes: [],
    trust: `${STATE_NAME} › Of the region`,
  },
  {
    of: 'the end of a chain of three',
    files: () => [chain(3)],
    verdict: 'valid',
    codes: [],
    trust: `${STATE_NAME} › Of the region › Of the valley › Of the town`,
  },
  {
    of: 'the end of a chain of four',
    files: () => [chain(4)],
    verdict: 'valid',
    codes: [],
    trust: `${STATE_NAME} › Of the region › Of the valley › Of the town › Of the school`,
  },
  {
    of: 'the end of a chain of five',
    files: () => [chain(5)],
    verdict: 'unknown-issuer',
    codes: ['recognition-chain-too-deep'],
  },
  {
    of: 'one of two that recognize each other',
    files: () => [world.loop],
    verdict: 'unknown-issuer',
    codes: ['issuer-unknown'],
  },
  {
    of: 'a self-made department, recognized by a self-made state of the state’s name',
    files: () => [world.pretended],
    verdict: 'unknown-issuer',
    codes: ['issuer-unknown'],
  },
  {
    of: 'a self-made department that recognizes itself',
    files: () => [world.pretended, world.odd.own],
    verdict: 'unknown-issuer',
    codes: ['issuer-unknown'],
  },
  {
    of: 'a full credential without its parts',
    files: () => [ana('tlms-full')],
    verdict: 'valid',
    codes: [],
    trust: OF_COUNTY,
  },
  {
    of: 'a full credential with all its parts',
    files: allOfAna,
    verdict: 'valid',
    codes: [],
    trust: OF_COUNTY,
  },
  {
    of: 'a full credential with a part that was revoked',
    files: () => [heldOf(world.bo, 'tlms-full'), ...partsOf(world.bo)],
    verdict: 'incomplete',
    codes: ['part-revoked', 'rule-not-met'],
    trust: OF_COUNTY,
  },
  {
    of: 'a full credential with a part missing',
    files: () => allOfAna().filter((one) => one !== ana('tlms-7')),
    verdict: 'incomplete',
    codes: ['part-missing', 'rule-not-met'],
    trust: OF_COUNTY,
  },
  {
    of: 'a full credential with a part of another person, which it names',
    files: () => exchanged(heldOf(world.bo, 'tlms-1')),
    verdict: 'incomplete',
    codes: ['part-of-another-person', 'rule-not-met'],
    trust: OF_COUNTY,
  },
  {
    of: 'a full credential with a part that was signed anew by an issuer that nobody recognizes, which it names',
    files: () => exchanged(world.resigned),
    verdict: 'incomplete',
    codes: ['part-issuer-not-recognized', 'rule-not-met'],
    trust: OF_COUNTY,
  },
  {
    of: 'the same, which it does not name',
    files: () => [ana('tlms-full'), world.resigned, ...partsOf(world.ana).slice(1)],
    verdict: 'incomplete',
    codes: ['part-digest-differs', 'part-issuer-not-recognized', 'rule-not-met'],
    trust: OF_COUNTY,
  },
  {
    of: 'a full credential that names a part by another digest',
    files: () => exchanged(ana('tlms-1'), digestOfPart(ana('tlms-2'))),
    verdict: 'incomplete',
    codes: ['part-digest-differs', 'rule-not-met'],
    trust: OF_COUNTY,
  },
  {
    of: 'a full credential with a part in which a word was changed',
    files: () => [ana('tlms-full'), renamed(ana('tlms-1')), ...partsOf(world.ana).slice(1)],
    verdict: 'incomplete',
    codes: ['part-digest-differs', 'part-not-genuine', 'rule-not-met'],
    trust: OF_COUNTY,
  },
  {
    of: 'a full record',
    files: () => [world.record],
    verdict: 'valid',
    codes: [],
    trust: OF_COUNTY,
  },
  {
    of: 'a full record, a part of which was revoked after it was made',
    files: () => [world.endedRecord],
    verdict: 'incomplete',
    codes: ['part-incomplete', 'part-revoked'],
    trust: OF_COUNTY,
  },
];

/** What a district answers whose policy does not say where the state's register is: what travels with a credential counts. */
const WITHOUT_REGISTER: TrustCase[] = [
  {
    of: 'what was issued before the county took the recognition along',
    files: () => [ana('tlms-1')],
    verdict: 'unknown-issuer',
    codes: ['issuer-unknown'],
  },
  {
    of: 'the same, with the recognition beside it',
    files: () => [ana('tlms-1'), given('tlms-1')],
    verdict: 'valid',
    codes: [],
    trust: OF_COUNTY,
  },
  {
    of: 'what was issued after it',
    files: () => [world.stapled],
    verdict: 'valid',
    codes: [],
    trust: OF_COUNTY,
  },
  {
    of: 'another achievement with the recognition beside it',
    files: () => [ana('tlms-5'), given('tlms-1')],
    verdict: 'unknown-issuer',
    codes: ['recognition-of-other-achievement'],
  },
  {
    of: 'the end of a chain of three, all of which travels with it',
    files: () => [chain(3)],
    verdict: 'valid',
    codes: [],
    trust: `${STATE_NAME} › Of the region › Of the valley › Of the town`,
  },
  {
    of: 'a full record that was made after the county took the recognition along',
    files: () => [world.record],
    verdict: 'valid',
    codes: [],
    trust: OF_COUNTY,
  },
  {
    of: 'a self-made department, recognized by a self-made state of the state’s name',
    files: () => [world.pretended],
    verdict: 'unknown-issuer',
    codes: ['issuer-unknown'],
  },
];

/** Every code of a finding that is not simply good. */
function codesOf({ checks }: VerificationResult): string[] {
  const findings = checks.flatMap((check) => check.findings ?? [check]);
  const spoken = findings.filter(({ outcome }) => ['failed', 'unknown', 'warning'].includes(outcome));
  return [...new Set(spoken.map(({ code }) => code ?? ''))].sort();
}

function answerOf(result: VerificationResult) {
  const { verdict, trust } = result;
  const names = trust === undefined ? [] : [...trust.chain.map(({ name }) => name), trust.issuer.name];
  return {
    verdict,
    codes: codesOf(result),
    ...(trust === undefined ? {} : { trust: names.join(' › ') }),
  };
}

const expectedOf = ({ verdict, codes, trust }: TrustCase) => ({
  verdict,
  codes: [...codes].sort(),
  ...(trust === undefined ? {} : { trust }),
});

function present(files: readonly JsonObject[]): JsonObject {
  const [only, ...others] = files;
  if (only !== undefined && others.length === 0) return only;
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiablePresentation'],
    verifiableCredential: [...files],
  };
}

const askService = (at: RunningInstance, files: readonly JsonObject[]) =>
  at.post<VerificationResult>('/api/verify', present(files));

describe('the service of a district that has the address of the register says of', () => {
  it.each(CASES)('$of: $verdict', async (one) => {
    expect(answerOf(await askService(world.district, await one.files()))).toEqual(expectedOf(one));
  });
});

describe('the service of the state, with no policy but its own register, says of', () => {
  it.each([
    { one: 'what it recognizes', code: 'tlms-1', verdict: 'valid', codes: [] },
    {
      one: 'what it does not',
      code: 'tlms-5',
      verdict: 'unknown-issuer',
      codes: ['recognition-of-other-achievement'],
    },
  ])('$one: $verdict', async ({ code, verdict, codes }) => {
    expect(answerOf(await askService(world.state, [ana(code)]))).toMatchObject({ verdict, codes });
  });
});

describe('the service of a district that has not says of', () => {
  it.each(WITHOUT_REGISTER)('$of: $verdict', async (one) => {
    expect(answerOf(await askService(world.plain, await one.files()))).toEqual(expectedOf(one));
  });
});

const caseOf = (of: string): TrustCase => {
  const found = CASES.find((one) => one.of === of);
  if (found === undefined) throw new Error('no such case');
  return found;
};

async function writeFiles(name: string, files: readonly JsonObject[]): Promise<string[]> {
  const paths = files.map((_, index) => join(world.dir, `${name}-${index}.json`));
  for (const [index, path] of paths.entries()) await writeFile(path, JSON.stringify(files[index]));
  return paths;
}

/** The answer for the first of the files, by the command on a machine that has no instance. */
async function askCommand(args: readonly string[]): Promise<{ code: number | null; first: unknown }> {
  const { code, stdout, stderr } = await runCli(['verify', '--json', ...args], {
    dataDir: join(world.dir, 'none'),
  });
  expect(stderr).toBe('');
  const printed: VerificationResult | VerificationResult[] = JSON.parse(stdout);
  const [first] = Array.isArray(printed) ? printed : [printed];
  return { code, first: first === undefined ? undefined : answerOf(first) };
}

describe('lectern verify, of several files with the district’s policy', () => {
  it.each([
    ['the end of a chain of three', 0],
    ['a full credential with a part missing', 1],
    ['a full credential with a part of another person, which it names', 1],
    ['a self-made department that recognizes itself', 2],
  ])('says the same of %s', async (of, code) => {
    const one = caseOf(of);
    const paths = await writeFiles('command', await one.files());
    const answer = await askCommand([...paths, '--policy', world.policies.district]);
    expect(answer).toEqual({ code, first: expectedOf(one) });
  });
});

describe('the page of the district, in a browser', () => {
  let browser: Browser;
  let page: Page;
  let requests: Request[];
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    page = await browser.newPage();
    await page.goto(`${world.district.publicUrl}/verify`);
    await page.waitForLoadState('networkidle');
    requests = [];
    page.on('request', (request) => requests.push(request));
  });
  afterEach(() => page.close());

  /** Drops files onto the page, as from a folder. */
  async function drop(files: readonly JsonObject[]): Promise<string> {
    const texts = JSON.stringify(files.map((file) => JSON.stringify(file)));
    await page.evaluate(`{
      const dataTransfer = new DataTransfer();
      for (const [index, text] of ${texts}.entries())
        dataTransfer.items.add(new File([text], index + '.json', { type: 'application/json' }));
      dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
    }`);
    await page.waitForSelector('#verdict');
    return page.locator('#verdict').innerText();
  }
  const read = () => page.locator('#result').innerText();

  it('says Valid of a full credential and its parts, dropped together, and who answers for its issuer', async () => {
    expect(await drop(allOfAna())).toContain('Valid');
    const text = await read();
    expect(text).toContain(`${COUNTY_NAME} is recognized for this achievement by ${STATE_NAME}`);
    expect(text).not.toContain('as it calls itself');
  });

  it('says Incomplete when one of them is missing, and names it', async () => {
    expect(await drop(await caseOf('a full credential with a part missing').files())).toContain('ncomplete');
    expect(await read()).toContain(String(ana('tlms-7')['name']));
  });

  it('says of a self-made department only that nobody answers for it', async () => {
    const files = await caseOf('a self-made department that recognizes itself').files();
    const verdict = await drop(files);
    expect(verdict).not.toContain(PRETENDER_NAME);
    const text = await read();
    expect(text.replaceAll(`“${PRETENDER_NAME}”`, '')).not.toContain(PRETENDER_NAME);
    expect(await page.locator('.verdict-good').count()).toBe(0);
  });

  it('checks a full record in one go: each DID document and status list is asked for once', async () => {
    expect(await drop([world.record])).toContain('Valid');
    const { dids, lists } = namedIn(world.record);
    expect([dids.size, lists.size]).toEqual([2, 2]);
    const wanted = [
      `${world.district.publicUrl}/policy.json`,
      ...[...dids].map((did) => `http://${decodeURIComponent(did.split(':')[2] ?? '')}/.well-known/did.json`),
      ...lists,
    ];
    // Beside the page's own files, which are loaded when they are needed.
    const asked = requests.filter((request) => !new URL(request.url()).pathname.startsWith('/assets/'));
    expect(asked.map((request) => `${request.method()} ${request.url()}`).sort()).toEqual(
      wanted.map((url) => `GET ${url}`).sort(),
    );
    expect(requests.every((request) => request.postData() === null)).toBe(true);
  });
});

/** Issuers and status lists, wherever a credential or what is in it names them. */
function namedIn(value: Json | undefined): { dids: Set<string>; lists: Set<string> } {
  const found = { dids: new Set<string>(), lists: new Set<string>() };
  const visit = (one: Json | undefined): void => {
    if (Array.isArray(one)) one.forEach(visit);
    if (!isJsonObject(one)) return;
    const { issuer, statusListCredential: list } = one;
    if (isJsonObject(issuer)) found.dids.add(String(issuer['id']));
    if (typeof list === 'string') found.lists.add(list);
    Object.values(one).forEach(visit);
  };
  visit(value);
  return found;
}

describe('when every service is gone', () => {
  let archive: string;
  beforeAll(async () => {
    archive = join(world.dir, 'archives');
    const index: Record<string, string> = {};
    for (const [name, instance] of Object.entries({ state: world.state, county: world.county })) {
      await instance.ask(['export', join(archive, name)]);
      const own: Record<string, string> = JSON.parse(
        await readFile(join(archive, name, 'index.json'), 'utf8'),
      );
      for (const [url, path] of Object.entries(own)) index[url] = `${name}/${path}`;
    }
    await writeFile(join(archive, 'index.json'), JSON.stringify(index));
    await world.stop();
  });

  it.each([
    ['a full record', 'plain', () => world.record, 'valid', [], OF_COUNTY, 0],
    ['what carries its recognition', 'plain', () => world.stapled, 'valid', [], OF_COUNTY, 0],
    [
      'what the register in the archive speaks for',
      'district',
      () => ana('tlms-1'),
      'valid',
      [],
      OF_COUNTY,
      0,
    ],
    [
      'what nobody speaks for',
      'plain',
      () => ana('tlms-1'),
      'unknown-issuer',
      ['issuer-unknown'],
      undefined,
      2,
    ],
  ] as const)(
    '%s, with the archives of state and county: %s policy',
    async (of, policy, file, verdict, codes, trust, code) => {
      const [path = ''] = await writeFiles('offline', [file()]);
      const answer = await askCommand([path, '--policy', world.policies[policy], '--documents', archive]);
      const expected = {
        of,
        files: () => [],
        verdict,
        codes: [...codes],
        ...(trust === undefined ? {} : { trust }),
      };
      expect(answer).toEqual({ code, first: expectedOf(expected) });
    },
  );
});
