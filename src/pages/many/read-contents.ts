import canonicalize from 'canonicalize';
import { sha256Hex, utf8 } from '../../model/bytes.ts';
import { isJsonObject, type JsonObject, textOf, valuesOf } from '../../model/json.ts';
import type { Contents } from '../../present/many/row.ts';
import { decodeJwt } from '../../proof/verify-jwt.ts';
import { readRecord } from '../../verify/company.ts';
import { matchesDigest } from '../../verify/completeness/matches-digest.ts';
import { findNamedParts, type NamedPart } from '../../verify/completeness/named-parts.ts';
import { subjectOf } from '../../verify/read-achievement.ts';
import { readOnly } from '../../verify/read-secured.ts';
import { readStatement } from '../../verify/recognition/statement.ts';
import { summarizeCredential } from '../../verify/summarize-credential.ts';

/** What is larger is checked all the same, but not compared with the others: that would hold the page up. */
const MAX_COMPARED_BYTES = 1_000_000;

/** A credential inside a record. */
export interface Held {
  secured: JsonObject | string;
  digest: string;
  credentialId?: string;
}

/** The one credential of a file, unproven. Plain data, which travels from the worker to the page. */
export interface ReadContents {
  secured: JsonObject | string;
  contents: Contents;
  /** The name on it. */
  name?: string;
  parts: NamedPart[];
  /** What a record holds. */
  held: Held[];
  /** What `secured` says. */
  credential: JsonObject;
}

/**
 * Null where nothing can be read that could be compared with others. A file with more in it than one credential stands for itself: as a
 * duplicate or a part by one of them it would take the others along, out of sight.
 */
export async function readContents(file: Blob): Promise<ReadContents | null> {
  if (file.size > MAX_COMPARED_BYTES) return null;
  const secured = await readOnly(new Uint8Array(await file.arrayBuffer()));
  if (secured === null) return null;
  const credential = typeof secured === 'string' ? decodeJwt(secured)?.credential : secured;
  if (credential === undefined) return null;
  const digest = await digestOf(secured);
  if (digest === null) return null;
  const record = readRecord(credential);
  const held = (await Promise.all(record.map(readHeld))).filter((one) => one !== null);
  const parts = findNamedParts(credential, new Set(relatedIds(credential)));
  const credentialId = textOf(credential['id']);
  const subjectId = textOf(subjectOf(credential)?.['id']);
  const { holderName } = summarizeCredential(credential);
  return {
    secured,
    contents: {
      digest,
      isEndorsement: readStatement(secured) !== null,
      names: [...parts.map(({ id }) => id), ...held.flatMap(({ credentialId: id }) => id ?? [])],
      ...(credentialId === undefined ? {} : { credentialId }),
      ...(subjectId === undefined ? {} : { subjectId }),
    },
    ...(holderName === undefined ? {} : { name: holderName }),
    parts,
    held,
    credential,
  };
}

/** Whether `whole` means exactly `part`, by its digest, as its part. */
export async function isPartOf(part: ReadContents, whole: ReadContents): Promise<boolean> {
  if (whole.held.some(({ digest }) => digest === part.contents.digest)) return true;
  const named = whole.parts.filter(({ id }) => id === part.contents.credentialId);
  const answers = await Promise.all(named.map(({ resource }) => matchesDigest(part.secured, resource)));
  return answers.includes('matches');
}

function relatedIds(credential: JsonObject): string[] {
  return valuesOf(credential['relatedResource']).flatMap((one) =>
    isJsonObject(one) ? (textOf(one['id']) ?? []) : (textOf(one) ?? []),
  );
}

async function readHeld(secured: JsonObject | string): Promise<Held | null> {
  const digest = await digestOf(secured);
  const credentialId = idOf(secured);
  return digest === null
    ? null
    : { secured, digest, ...(credentialId === undefined ? {} : { credentialId }) };
}

function idOf(secured: JsonObject | string): string | undefined {
  return textOf((typeof secured === 'string' ? decodeJwt(secured)?.credential : secured)?.['id']);
}

async function digestOf(secured: JsonObject | string): Promise<string | null> {
  if (typeof secured === 'string') return sha256Hex(utf8(secured));
  try {
    const text = canonicalize(secured);
    return text === undefined ? null : sha256Hex(utf8(text));
  } catch {
    // RFC 8785 has no form for half a character.
    return null;
  }
}
