import type { FindingCode } from '../../model/finding-codes.ts';
import { issuerIdOf } from '../../model/issuer-id.ts';
import { isJsonObject, isTooComplex, type JsonObject, textOf, valuesOf } from '../../model/json.ts';
import { decodeList, readStatus, STATUS_LIST_LENGTH } from '../../model/status-list.ts';
import { copyTimeOf, FetchFailure, type Finding, type StatusNotice } from '../../model/verification.ts';
import { canonizeByContent } from '../../proof/canonize-by-content.ts';
import { holds, judgeProofSet } from '../../proof/judge-proof-set.ts';
import { verifyProofSet } from '../../proof/verify-proof-set.ts';
import type { ExaminedList, VerifyOptions } from '../check.ts';
import { judgeCopy } from './status-copy.ts';
import { fetchNotice } from './status-notice.ts';
import { checkStructure } from './structure.ts';
import { checkValidity } from './validity.ts';

const STATUS = 'https://www.w3.org/ns/credentials/status-list#';
const VCDM = 'https://www.w3.org/TR/vc-data-model#';

/** What a set bit means, by purpose. */
const PURPOSES: Readonly<Record<string, Finding>> = {
  revocation: { outcome: 'failed', code: 'revoked', detail: 'Its issuer has withdrawn it.' },
  suspension: {
    outcome: 'failed',
    code: 'suspended',
    detail: 'Its issuer has put it on hold; it may be restored.',
  },
};

/**
 * W3C Bitstring Status List v1.0 §3.2 Validate Algorithm (and StatusList2021, its predecessor). The list is a credential: its
 * own structure, proofs, type, dates, purpose and length are checked before its bit is believed. A list signed by someone
 * else, or about another URL, can withdraw but never clear.
 */
export async function checkBitstringEntry(
  entry: JsonObject,
  credential: JsonObject,
  options: VerifyOptions,
): Promise<Finding[]> {
  const purpose = textOf(entry['statusPurpose']);
  const url = textOf(entry['statusListCredential']);
  const index = readIndex(entry['statusListIndex']);
  const size = entry['statusSize'] ?? 1;
  if (
    purpose === undefined ||
    url === undefined ||
    index === null ||
    typeof size !== 'number' ||
    !isSize(size)
  ) {
    return [
      unknown(
        'status-entry-malformed',
        'What it says about withdrawals cannot be read.',
        `${VCDM}MALFORMED_VALUE_ERROR`,
      ),
    ];
  }
  const meaning = Object.hasOwn(PURPOSES, purpose) ? PURPOSES[purpose] : undefined;
  if (meaning === undefined) {
    return [
      unknown(
        'status-purpose-unsupported',
        'Its issuer publishes a kind of status that this verifier does not know.',
      ),
    ];
  }
  const list = await fetchList(url, options);
  if ('finding' in list) return [list.finding];
  const shape = findShapeProblem(list.document);
  if (shape !== null) return [shape];
  const { isGenuine, bits } = await examineList(list.document, options);
  const problem = findListProblem(list.document, isGenuine, purpose, options);
  if (problem !== null) return [problem];
  if (bits === null)
    return [
      unknown(
        'status-list-malformed',
        'The list of withdrawn credentials cannot be read.',
        `${VCDM}MALFORMED_VALUE_ERROR`,
      ),
    ];
  const value = readStatus(bits, index, size);
  if (value === null)
    return [
      unknown(
        'status-index-out-of-range',
        'The list of withdrawn credentials is too short to contain it.',
        `${VCDM}RANGE_ERROR`,
      ),
    ];
  const isOwn = isAbout(list.document, url, credential);
  if (value !== 0)
    return [
      withNotice(
        meaning,
        isOwn ? await fetchNotice(url, textOf(credential['id']), options.fetchDocument) : null,
      ),
    ];
  if (!isOwn) {
    return [
      unknown(
        'status-list-foreign',
        'The list of withdrawn credentials is not the issuer’s own.',
        `${STATUS}STATUS_VERIFICATION_ERROR`,
      ),
    ];
  }
  const findings = list.copyOf === undefined ? [] : [judgeCopy(list.document, list.copyOf, options.now)];
  if ((bits.length * 8) / size < STATUS_LIST_LENGTH) {
    findings.push({
      outcome: 'warning',
      code: 'status-list-short',
      detail: 'The list of withdrawn credentials is shorter than W3C asks for privacy.',
      problemType: `${STATUS}STATUS_LIST_LENGTH_ERROR`,
    });
  }
  return findings;
}

/** What is withdrawn because there is a corrected one is called replaced. */
function withNotice(meaning: Finding, notice: StatusNotice | null): Finding {
  if (notice === null) return meaning;
  return notice.replacement === undefined || meaning.code !== 'revoked'
    ? { ...meaning, notice }
    : { ...meaning, code: 'replaced', detail: 'Its issuer has issued a corrected one.', notice };
}

type FetchedList = { document: JsonObject; copyOf: Date | undefined } | { finding: Finding };

async function fetchList(url: string, { fetchDocument }: VerifyOptions): Promise<FetchedList> {
  try {
    const fetched = await fetchDocument(url);
    return { document: fetched.document, copyOf: copyTimeOf(fetched) };
  } catch (failure) {
    if (!(failure instanceof FetchFailure)) throw failure;
    return {
      finding: unknown(
        'status-unreachable',
        'We could not reach the list of withdrawn credentials.',
        `${STATUS}STATUS_RETRIEVAL_ERROR`,
      ),
    };
  }
}

function findShapeProblem(list: JsonObject): Finding | null {
  if (isTooComplex(list))
    return unverified('status-list-malformed', 'The list of withdrawn credentials cannot be read.');
  const types = valuesOf(list['type']);
  const subject = list['credentialSubject'];
  const subjectTypes = isJsonObject(subject) ? valuesOf(subject['type']) : [];
  if (
    !types.some((type) => type === 'BitstringStatusListCredential' || type === 'StatusList2021Credential') ||
    !subjectTypes.some((type) => type === 'BitstringStatusList' || type === 'StatusList2021')
  ) {
    return unverified(
      'status-list-wrong-type',
      'What was found at the list’s address is not a list of withdrawn credentials.',
    );
  }
  return null;
}

function findListProblem(
  list: JsonObject,
  isGenuine: boolean,
  purpose: string,
  options: VerifyOptions,
): Finding | null {
  if (!isGenuine) {
    return unverified(
      'status-list-not-genuine',
      'The list of withdrawn credentials does not match its signature.',
    );
  }
  if (checkValidity(list, options.now).outcome !== 'passed') {
    return unverified('status-list-out-of-date', 'The list of withdrawn credentials is for another time.');
  }
  const subject = list['credentialSubject'];
  const purposes = isJsonObject(subject) ? valuesOf(subject['statusPurpose']) : [];
  return purposes.includes(purpose)
    ? null
    : unverified(
        'status-list-wrong-purpose',
        'The list that is named is about something else than withdrawals of this kind.',
      );
}

/** A list of many credentials is examined once in a run. */
function examineList(list: JsonObject, options: VerifyOptions): Promise<ExaminedList> {
  const examined = options.memory?.lists.get(list) ?? examineListAnew(list, options);
  options.memory?.lists.set(list, examined);
  // What was found wrong may pass: a DID document that could not be reached.
  const forget = () => options.memory?.lists.delete(list);
  examined.then(({ isGenuine }) => isGenuine || forget(), forget);
  return examined;
}

async function examineListAnew(list: JsonObject, options: VerifyOptions): Promise<ExaminedList> {
  const { proof: _, ...unsecured } = list;
  const [structure, proofs] = await Promise.all([
    checkStructure({ credential: list, unsecured }, canonizeByContent),
    verifyProofSet(list, { ...options, unsecured, canonize: canonizeByContent }),
  ]);
  const isBad = judgeProofSet(proofs).some(({ outcome }) => outcome === 'failed' || outcome === 'unknown');
  const isIssuers = proofs.filter(holds).every(({ controller }) => controller === issuerIdOf(list));
  const isGenuine = structure.outcome !== 'failed' && !isBad && isIssuers;
  return { isGenuine, bits: isGenuine ? await readBits(list) : null };
}

async function readBits(list: JsonObject): Promise<Uint8Array | null> {
  const subject = list['credentialSubject'];
  const encoded = isJsonObject(subject) ? textOf(subject['encodedList']) : undefined;
  try {
    return encoded === undefined ? null : await decodeList(encoded);
  } catch {
    return null;
  }
}

function isAbout(list: JsonObject, url: string, credential: JsonObject): boolean {
  const hasThisId = list['id'] === undefined || list['id'] === url;
  return hasThisId && issuerIdOf(list) === issuerIdOf(credential);
}

/** §2.1: an integer of zero or more, in base 10, as a string. */
function readIndex(value: unknown): number | null {
  return typeof value === 'string' && /^(0|[1-9]\d{0,14})$/.test(value) ? Number(value) : null;
}

function isSize(size: number): boolean {
  return Number.isInteger(size) && size >= 1 && size <= 32;
}

function unknown(code: FindingCode, detail: string, problemType?: string): Finding {
  return { outcome: 'unknown', code, detail, ...(problemType === undefined ? {} : { problemType }) };
}

function unverified(code: FindingCode, detail: string): Finding {
  return unknown(code, detail, `${STATUS}STATUS_VERIFICATION_ERROR`);
}
