import { type Context, Hono } from 'hono';
import { publishAchievement } from '../../issuer/publish-achievement.ts';
import { readAchievement, readFrameworks, readProgram } from '../../issuer/read-program.ts';
import { readTranslations } from '../../issuer/read-translations.ts';
import { COUNTS_KEPT_MS } from '../../issuer/transparency/count-awards.ts';
import { readTransparency } from '../../issuer/transparency/read-transparency.ts';
import { renderBadgeSvg } from '../../present/badge-image.ts';
import { describeAchievement } from '../../program/describe-achievement.ts';
import type { HttpEnv } from '../http-env.ts';
import { instanceOf } from '../instance-of.ts';
import { negotiate } from '../negotiate.ts';
import { AchievementPage } from '../views/achievement-page.tsx';
import { stateAlignments } from './state-alignments.ts';

const JSON_TYPES = ['application/ld+json', 'application/json'];

/** What a credential's `achievement.id` leads to: what it takes, for people and as OB 3.0 Achievement. */
export const achievements = new Hono<HttpEnv>()
  .get('/achievements', async (c) => {
    const { store, publicUrl } = c.var.deps.issuing;
    const list = await store.listAchievements();
    return c.json(
      list.map(({ code, version, kind, name, programCode }) => ({
        id: `${publicUrl}/achievements/${code}?v=${version}`,
        code,
        version,
        kind,
        name,
        program: programCode,
      })),
    );
  })
  .get('/achievements/:code', async (c) => {
    const read = await readRequested(c);
    c.header('vary', 'Accept');
    const type = negotiate(c, JSON_TYPES);
    const achievement = describeAchievement(
      { publicUrl: c.var.deps.issuing.publicUrl, ...read },
      read.definition,
    );
    if (type !== 'text/html') {
      const body = await publishAchievement(c.var.deps.issuing, read);
      return c.body(JSON.stringify(body), 200, { 'content-type': type });
    }
    const { v, framework } = c.req.query();
    return c.html(
      <AchievementPage
        instance={await instanceOf(c)}
        achievement={achievement}
        definition={read.definition}
        program={read.program}
        seeIn={{
          translations: await readTranslations(c.var.deps.issuing, stateAlignments(achievement.alignment)),
          ...(framework === undefined ? {} : { chosen: framework }),
          ...(v === undefined ? {} : { query: { v } }),
        }}
        transparency={await readTransparency(c.var.deps.issuing, read)}
      />,
    );
  })
  .get('/achievements/:code/transparency', async (c) => {
    const transparency = await readTransparency(c.var.deps.issuing, await readRequested(c));
    return c.json(transparency, 200, { 'cache-control': `public, max-age=${COUNTS_KEPT_MS / 1000}` });
  })
  .get('/achievements/:code/image.svg', async (c) => {
    const { definition } = await readRequested(c);
    const { name, sample } = await instanceOf(c);
    const svg = renderBadgeSvg({
      code: definition.code,
      name: definition.name,
      kind: definition.kind,
      issuerName: name,
      sample,
    });
    return c.body(svg, 200, { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' });
  });

/** Programs and what they award, for machines: the document as published. */
export const programPages = new Hono<HttpEnv>().get('/programs/:code', async (c) => {
  const { store } = c.var.deps.issuing;
  return c.json(await readProgram(store, await readFrameworks(store), c.req.param('code'), c.req.query('v')));
});

async function readRequested(c: Context<HttpEnv, '/achievements/:code'>) {
  return readAchievement(c.var.deps.issuing.store, c.req.param('code'), c.req.query('v'));
}
