import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import QRCode from 'qrcode';
import type { Config } from '../config.ts';
import type { Issuing } from '../issuer/issuing.ts';
import type { KeyHolder } from '../issuer/key-holder.ts';
import { type PracticeCredential, startPractice } from '../issuer/practice/start-practice.ts';
import { authorize, createToken, TOKEN_SCOPES } from '../issuer/tokens.ts';
import { print } from './print.ts';

/** Columns for a name and a credential in the list of links. */
const NAME_WIDTH = 34;
const TITLE_WIDTH = 44;

export function practiceFile({ dataDir }: Config): string {
  return join(dataDir, 'practice.json');
}

/** Makes or finds the practice instance, and writes `practice.json`, which only its owner can read. */
export async function practise(
  issuing: Issuing,
  keys: KeyHolder,
  config: Config,
): Promise<PracticeCredential[]> {
  const credentials = await startPractice(issuing, keys, (done, all) => {
    if (process.stdout.isTTY)
      process.stdout.write(`\rIssuing the sample cohort: ${done} of ${all}${done === all ? '\n' : ''}`);
  });
  const issuer = await issuing.store.findIssuer('');
  const path = practiceFile(config);
  const practice = {
    publicUrl: config.publicUrl,
    issuer: { did: issuer?.did, name: issuer?.name },
    apiToken: await keepToken(path, issuing),
    credentials,
  };
  // Written beside and renamed, so that nobody ever reads half of it.
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(practice, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, path);
  return credentials;
}

/** The token of an earlier start, while the store knows it; else a new one. */
async function keepToken(path: string, { store, now }: Issuing): Promise<string> {
  try {
    const { apiToken } = JSON.parse(await readFile(path, 'utf8'));
    await authorize(store, apiToken, 'award');
    return apiToken;
  } catch {
    return createToken(store, { name: 'practice', scopes: TOKEN_SCOPES, at: now(), actor: 'system' });
  }
}

/** What `npm start` prints: every link, and the full credential's QR code. */
export async function printPractice(
  config: Config,
  credentials: readonly PracticeCredential[],
): Promise<void> {
  print();
  print(`Lectern is up in practice mode at ${config.publicUrl}`);
  print('SAMPLE: nothing here is a real credential.');
  print();
  for (const [i, { holderName, name, shareUrl }] of credentials.entries()) {
    const isSame = holderName === credentials[i - 1]?.holderName;
    const title = shorten(name.replace(/^SAMPLE: /, ''), TITLE_WIDTH);
    print(`  ${shorten(isSame ? '' : holderName, NAME_WIDTH).padEnd(NAME_WIDTH)}  ${shareUrl}  ${title}`);
  }
  const full = credentials.find(({ kind }) => kind === 'full') ?? credentials[0];
  if (full !== undefined) {
    print();
    print(`The full credential of ${full.holderName}: ${full.shareUrl}`);
    print();
    // A terminal gets colours, so that the code is dark on light whatever its theme; a log gets plain blocks.
    const type = process.stdout.isTTY ? 'terminal' : 'utf8';
    print(await QRCode.toString(full.shareUrl, { type, small: true, margin: 2 }));
  }
  print(`Check one at   ${config.publicUrl}/verify`);
  print(`All the links, and a token for the API, are in ${practiceFile(config)}`);
  print('Stop with Ctrl+C; a second start finds everything as it was.');
}

function shorten(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
