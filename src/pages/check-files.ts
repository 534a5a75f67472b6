import type { CheckResult, VerificationResult } from '../model/verification.ts';
import type { VerificationMemory } from '../verify/check.ts';
import { MAX_CREDENTIAL_BYTES } from '../verify/read-credential.ts';
import { verifyFiles } from '../verify/verify-bytes.ts';
import type { CheckReport, CheckRequest, StaleDocument } from './check-messages.ts';
import type { ReadDocument } from './fetch-document.ts';

export interface CheckPowers {
  fetchDocument: (url: string) => Promise<ReadDocument>;
  memory: VerificationMemory;
  onCheck: (check: CheckResult) => void;
  /** Begins and ends to wait for a host, however many documents it is to give. */
  onWaiting: (host: string) => void;
  onDone: (host: string) => void;
}

/** One check, wholly in this browser, with how it came by what it rests on. */
export async function checkFiles(
  { files, policy, policyCopy, person, companions = [] }: CheckRequest,
  { fetchDocument, memory, onCheck, onWaiting, onDone }: CheckPowers,
): Promise<CheckReport> {
  const bytes = await Promise.all(files.map(readStart));
  const relayed = new Set<string>();
  const stale = new Map<string, string>();
  const waits = new Map<string, number>();
  const read = new Map<string, Promise<ReadDocument>>();

  async function fetchHeard(url: string): Promise<ReadDocument> {
    const host = URL.canParse(url) ? new URL(url).host : '';
    const before = waits.get(host) ?? 0;
    waits.set(host, before + 1);
    if (before === 0) onWaiting(host);
    try {
      const document = await fetchDocument(url);
      if (document.isRelayed) relayed.add(host);
      const at = document.fetchedAt.toISOString();
      // The oldest speaks for its host.
      if (document.notRefreshed && at < (stale.get(host) ?? '~')) stale.set(host, at);
      return document;
    } finally {
      const left = (waits.get(host) ?? 1) - 1;
      waits.set(host, left);
      if (left === 0) onDone(host);
    }
  }

  const result = await verifyFiles(bytes, {
    policy,
    companions,
    memory,
    now: new Date(),
    onCheck: (check) => onCheck(markCheck(check, policyCopy)),
    // Once for each document: all that a check says rests on the same one.
    fetchDocument: (url) => {
      const document = read.get(url) ?? fetchHeard(url);
      read.set(url, document);
      return document;
    },
    ...(person === undefined ? {} : { person }),
  });
  // Of a larger file only the beginning was read, and a digest of that is not the file's.
  if (bytes.some(({ length }) => length > MAX_CREDENTIAL_BYTES)) delete result.sha256;
  if (policyCopy !== undefined && policyCopy.fetchedAt < (stale.get(policyCopy.host) ?? '~'))
    stale.set(policyCopy.host, policyCopy.fetchedAt);
  return {
    result: markResult(result, policyCopy),
    relayed: [...relayed],
    stale: [...stale].map(([host, fetchedAt]) => ({ host, fetchedAt })),
  };
}

/** Whoever is recognized by a copy of the policy may not be any more: that is never shown as simply good. */
function markResult(result: VerificationResult, copy: StaleDocument | undefined): VerificationResult {
  if (copy === undefined) return result;
  return {
    ...result,
    checks: result.checks.map((check) => markCheck(check, copy)),
    parts: result.parts.map((part) => markResult(part, copy)),
  };
}

function markCheck(check: CheckResult, copy: StaleDocument | undefined): CheckResult {
  const isByPolicy = check.check === 'recognition' && check.outcome !== 'skipped';
  return copy === undefined || !isByPolicy ? check : { ...check, copyOf: copy.fetchedAt };
}

/** One byte past the limit is enough to see that it is too large, and may be all that memory has room for. */
async function readStart(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.slice(0, MAX_CREDENTIAL_BYTES + 1).arrayBuffer());
}
