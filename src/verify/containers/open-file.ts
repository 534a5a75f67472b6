import type { FindingCode } from '../../model/finding-codes.ts';
import { type JsonObject, valuesOf } from '../../model/json.ts';
import type { Finding } from '../../model/verification.ts';
import { readCredential } from '../read-credential.ts';
import { openContainer } from './open-container.ts';
import { type Allowance, type ContainerName, type Content, createAllowance } from './opened.ts';

/** What may be inside what. Anything may be inside nothing. */
const MAY_HOLD: Readonly<Record<ContainerName, readonly ContainerName[]>> = {
  zip: ['pdf', 'png', 'svg'],
  pdf: ['png', 'svg'],
  png: [],
  svg: [],
};

/** What a file comes down to: something for `readCredential`, with what is to be said of how it was found; or why not. */
export type Held =
  | { kind: 'bytes'; bytes: Uint8Array<ArrayBuffer>; findings: Finding[] }
  | { kind: 'unreadable'; code: FindingCode; detail: string };

/** Everything that a file holds, through all its containers; at least one entry. Never throws, never echoes. */
export async function openFile(bytes: Uint8Array<ArrayBuffer>): Promise<Held[]> {
  return openWithin(bytes, undefined, createAllowance());
}

/**
 * What is to be checked for itself of a file that was handed in among others: each file of a ZIP archive; everything else, and an
 * archive that cannot be opened, is itself.
 */
export async function expandFile(bytes: Uint8Array<ArrayBuffer>): Promise<Content[]> {
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const opened = isArchive ? await openContainer(bytes) : undefined;
  return opened?.kind === 'holds' ? opened.contents : [{ bytes }];
}

async function openWithin(
  bytes: Uint8Array<ArrayBuffer>,
  outer: ContainerName | undefined,
  allowance: Allowance,
): Promise<Held[]> {
  const opened = await openContainer(bytes, allowance);
  if (opened.kind === 'unreadable') return [opened];
  if (opened.kind === 'plain') return [{ kind: 'bytes', bytes, findings: [] }];
  const { container, contents, findings } = opened;
  if (outer !== undefined && !MAY_HOLD[outer].includes(container)) return [nestedIn(container)];
  const held: Held[] = [];
  for (const content of contents)
    for (const one of await openWithin(content.bytes, container, allowance))
      held.push(one.kind === 'bytes' ? { ...one, findings: [...findings, ...one.findings] } : one);
  return container === 'pdf' ? onlyCredentials(held) : held;
}

function nestedIn(container: ContainerName): Held {
  if (container === 'zip')
    return {
      kind: 'unreadable',
      code: 'archive-in-archive',
      detail: 'This is an archive inside another file. Unpack it, and check what is in it.',
    };
  return {
    kind: 'unreadable',
    code: 'container-unsupported',
    detail: 'The credential in it is wrapped more than once, which no badge is.',
  };
}

/** Invoices, tables and the like are attached to PDFs, too. */
function onlyCredentials(held: readonly Held[]): Held[] {
  const credentials = held.filter((one) => one.kind === 'bytes' && looksLikeCredential(one.bytes));
  if (credentials.length > 0) return credentials;
  return [
    {
      kind: 'unreadable',
      code: 'no-credential-inside',
      detail:
        'Files are attached to this PDF, but none of them is a credential. Ask for the link, or scan its QR code.',
    },
  ];
}

function looksLikeCredential(bytes: Uint8Array): boolean {
  const read = readCredential(bytes);
  return read.kind === 'jwt' || (read.kind === 'json' && isCredential(read.credential));
}

function isCredential(json: JsonObject): boolean {
  const types = valuesOf(json['type']);
  return (
    types.includes('VerifiableCredential') ||
    types.includes('VerifiablePresentation') ||
    json['credentialSubject'] !== undefined
  );
}
