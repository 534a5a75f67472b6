import { Hono } from 'hono';
import { readAchievement, readCrosswalks } from '../../issuer/read-program.ts';
import { readTranslations } from '../../issuer/read-translations.ts';
import { AppError } from '../../model/problem.ts';
import { achievementId } from '../../program/achievement-ids.ts';
import { readCrosswalk } from '../../program/crosswalk.ts';
import { describeAchievement } from '../../program/describe-achievement.ts';
import type { Translation } from '../../program/translate-alignments.ts';
import type { HttpEnv } from '../http-env.ts';
import { stateAlignments } from './state-alignments.ts';

/** What corresponds to what in another framework, for machines: the crosswalks as published, and what they say of an achievement. */
export const crosswalks = new Hono<HttpEnv>()
  .get('/crosswalks', async (c) => {
    const { store, publicUrl } = c.var.deps.issuing;
    const list = await readCrosswalks(store);
    return c.json(
      list.map(({ code, version, name, from, to, pairs }) => ({
        id: `${publicUrl}/crosswalks/${code}`,
        code,
        version,
        name,
        from,
        to,
        pairs: pairs.length,
      })),
    );
  })
  .get('/crosswalks/:code', async (c) => {
    const record = await c.var.deps.issuing.store.findCrosswalk(c.req.param('code'), c.req.query('v'));
    const crosswalk = record === null ? null : readCrosswalk(record.document);
    if (crosswalk === null) throw new AppError('NOT_FOUND', 'There is no such crosswalk here.');
    return c.json(crosswalk);
  })
  .get('/achievements/:code/alignments', async (c) => {
    const { issuing } = c.var.deps;
    const read = await readAchievement(issuing.store, c.req.param('code'), c.req.query('v'));
    const achievement = describeAchievement({ publicUrl: issuing.publicUrl, ...read }, read.definition);
    const translations = await readTranslations(issuing, stateAlignments(achievement.alignment));
    const framework = c.req.query('framework');
    if (framework !== undefined && !read.frameworks.some(({ code }) => code === framework))
      throw new AppError('NOT_FOUND', 'There is no such framework here.');
    return c.json({
      achievement: achievementId(issuing.publicUrl, read.definition),
      frameworks: translations
        .filter((translation) => framework === undefined || translation.framework.code === framework)
        .map((translation) => describeTranslation(issuing.publicUrl, translation)),
    });
  });

function describeTranslation(publicUrl: string, { framework, entries }: Translation) {
  const { code, version, title } = framework;
  return {
    id: `${publicUrl}/frameworks/${code}`,
    code,
    version,
    title,
    entries: entries.map(({ entry, isClaimed, reasons }) => ({
      code: entry.code,
      title: entry.title,
      url: entry.item.url ?? `${publicUrl}/frameworks/${code}#${entry.code}`,
      isClaimed,
      reasons: reasons.map(({ of, pair: { relation, isReversed, rationale, source, crosswalk } }) => ({
        of: { code: of.code, title: of.title },
        relation,
        isReversed,
        rationale,
        ...(source === undefined ? {} : { source }),
        crosswalk: `${publicUrl}/crosswalks/${crosswalk.code}?v=${crosswalk.version}`,
      })),
    })),
  };
}
