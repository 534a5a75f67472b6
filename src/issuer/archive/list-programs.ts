import { readCrosswalk } from '../../program/crosswalk.ts';
import { parseFramework } from '../../program/framework.ts';
import { parseProgram } from '../../program/program.ts';
import { readFrameworks } from '../read-program.ts';
import { type Archiving, jsonDocument, type PublicDocument } from './public-document.ts';

/** Every version of every program. */
export async function* listPrograms({ issuing }: Archiving): AsyncGenerator<PublicDocument> {
  const frameworks = await readFrameworks(issuing.store);
  const records = await issuing.store.listVersions('program');
  const programs = records.flatMap(({ document }) => {
    const parsed = parseProgram(document, frameworks);
    return parsed.ok ? [parsed.program] : [];
  });
  yield* listVersioned(issuing.publicUrl, 'programs', programs);
}

/** Every version of every framework. */
export async function* listFrameworks({ issuing }: Archiving): AsyncGenerator<PublicDocument> {
  const records = await issuing.store.listVersions('framework');
  const frameworks = records.flatMap(({ document }) => {
    const parsed = parseFramework(document);
    return parsed.ok ? [parsed.framework] : [];
  });
  yield* listVersioned(issuing.publicUrl, 'frameworks', frameworks);
}

/** Every version of every crosswalk. */
export async function* listCrosswalks({ issuing }: Archiving): AsyncGenerator<PublicDocument> {
  const records = await issuing.store.listVersions('crosswalk');
  const crosswalks = records.flatMap(({ document }) => readCrosswalk(document) ?? []);
  yield* listVersioned(issuing.publicUrl, 'crosswalks', crosswalks);
}

function* listVersioned(
  publicUrl: string,
  folder: string,
  documents: readonly { code: string; version: string }[],
): Generator<PublicDocument> {
  for (const [i, document] of documents.entries()) {
    const { code, version } = document;
    const url = `${publicUrl}/${folder}/${code}`;
    yield jsonDocument([`${url}?v=${version}`], `${folder}/${code}/versions/${version}.json`, document);
    // The latest comes last.
    if (documents[i + 1]?.code !== code) yield jsonDocument([url], `${folder}/${code}/index.json`, document);
  }
}
