import { isJsonObject, type JsonObject, textOf } from '../../model/json.ts';
import { presentMembers } from '../../model/present-members.ts';
import { type FetchDocument, FetchFailure } from '../../model/verification.ts';
import { documentUrlOf } from '../../proof/did-url.ts';

interface Profile {
  id?: string;
  name?: string;
  url?: string;
  email?: string;
  phone?: string;
}

/** What is there to be recognized, as it says of itself: for a person to look at, and to be filled in where nothing else is said. */
export interface Recognizable {
  found: { issuer: Profile; achievement: { name?: string; humanCode?: string; version?: string } };
  /** Sentences about what could not be had, or is not as it was asked for. */
  warnings: string[];
}

/** Looks at an issuer's DID document, and at an achievement's page. That neither can be had is a warning, and no more. */
export async function readRecognizable(
  asked: { did: string } | { achievement: string; did?: string },
  fetchDocument: FetchDocument,
): Promise<Recognizable> {
  const warnings: string[] = [];
  const found: Recognizable['found'] = { issuer: {}, achievement: {} };
  if ('achievement' in asked) {
    const page = await fetchOrNull(asked.achievement, fetchDocument);
    if (page === null)
      warnings.push('The page of the achievement cannot be had now, so nothing was read from it.');
    else readAchievement(page, asked.achievement, found, warnings);
  }
  const did = asked.did ?? found.issuer.id;
  if (did !== undefined) warnings.push(...(await examineDid(did, fetchDocument)));
  return { found, warnings };
}

function readAchievement(
  page: JsonObject,
  url: string,
  found: Recognizable['found'],
  warnings: string[],
): void {
  if (page['id'] !== url)
    warnings.push(
      'The page calls itself by another address: a recognition counts only for the id in credentials.',
    );
  found.achievement = texts(page, ['name', 'humanCode', 'version']);
  const { creator } = page;
  if (isJsonObject(creator)) found.issuer = texts(creator, ['id', 'name', 'url', 'email', 'phone']);
}

async function examineDid(did: string, fetchDocument: FetchDocument): Promise<string[]> {
  const url = documentUrlOf(did);
  if (url === null || url === undefined) return [];
  const document = await fetchOrNull(url, fetchDocument);
  if (document === null)
    return ['The DID document of the issuer cannot be had now. Look whether the DID is right.'];
  return document['id'] === did
    ? []
    : ['What lies at the address of the DID is the document of another one.'];
}

async function fetchOrNull(url: string, fetchDocument: FetchDocument): Promise<JsonObject | null> {
  try {
    return (await fetchDocument(url)).document;
  } catch (error) {
    if (error instanceof FetchFailure) return null;
    throw error;
  }
}

function texts<Name extends string>(from: JsonObject, names: readonly Name[]): { [Key in Name]?: string } {
  return presentMembers(
    Object.fromEntries(names.map((name) => [name, textOf(from[name])])) as {
      [Key in Name]: string | undefined;
    },
  ) as { [Key in Name]?: string };
}
