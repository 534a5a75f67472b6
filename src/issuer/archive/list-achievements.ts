import type { JsonObject } from '../../model/json.ts';
import type { AchievementDefinition } from '../../program/achievement-definition.ts';
import { achievementId } from '../../program/achievement-ids.ts';
import { parseProgram } from '../../program/program.ts';
import { publishAchievement } from '../publish-achievement.ts';
import { readAchievement, readFrameworks } from '../read-program.ts';
import { readTransparency } from '../transparency/read-transparency.ts';
import { type Archiving, jsonDocument, type PublicDocument } from './public-document.ts';

/** Every version of every achievement; of the latest also its badge image, a page for people, and how it is used. */
export async function* listAchievements(archiving: Archiving): AsyncGenerator<PublicDocument> {
  const { store, publicUrl } = archiving.issuing;
  const frameworks = await readFrameworks(store);
  const programs = (await store.listVersions('program')).flatMap(({ document }) => {
    const parsed = parseProgram(document, frameworks);
    return parsed.ok ? [parsed.program] : [];
  });
  for (const program of programs) {
    for (const definition of program.achievements) {
      const document = await publishAchievement({ store, publicUrl }, { program, frameworks, definition });
      const { code, version } = definition;
      yield jsonDocument(
        [achievementId(publicUrl, definition)],
        `achievements/${code}/versions/${version}.json`,
        document,
        'application/ld+json',
      );
    }
  }
  for (const { code } of await store.listAchievements()) {
    const latest = await readAchievement(store, code);
    const document = await publishAchievement({ store, publicUrl }, latest);
    yield* listLatest(archiving, latest.definition, document);
    yield jsonDocument(
      [`${publicUrl}/achievements/${code}/transparency`],
      `achievements/${code}/transparency.json`,
      await readTransparency(archiving.issuing, latest),
    );
  }
}

async function* listLatest(
  { issuing, drawBadge, writePage }: Archiving,
  definition: AchievementDefinition,
  document: JsonObject,
): AsyncGenerator<PublicDocument> {
  const url = `${issuing.publicUrl}/achievements/${definition.code}`;
  const folder = `achievements/${definition.code}`;
  const issuer = await issuing.store.findIssuer('');
  yield jsonDocument([url], `${folder}/index.json`, document, 'application/ld+json');
  // Machines have index.json of the same address, so this one is of none.
  yield { urls: [], path: `${folder}/index.html`, contentType: 'text/html', body: writePage(document) };
  yield {
    urls: [`${url}/image.svg`],
    path: `${folder}/image.svg`,
    contentType: 'image/svg+xml',
    body: drawBadge(definition, issuer?.name ?? ''),
  };
}
