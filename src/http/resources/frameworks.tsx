import { Hono } from 'hono';
import { readFrameworks, readProgram } from '../../issuer/read-program.ts';
import { AppError } from '../../model/problem.ts';
import { parseFramework } from '../../program/framework.ts';
import type { HttpEnv } from '../http-env.ts';
import { instanceOf } from '../instance-of.ts';
import { negotiate } from '../negotiate.ts';
import { FrameworkPage } from '../views/framework-page.tsx';

/** What an alignment's `targetUrl` leads to: the framework's entries and the achievements that are aligned to them. */
export const frameworks = new Hono<HttpEnv>()
  .get('/frameworks', async (c) => {
    const { store, publicUrl } = c.var.deps.issuing;
    const list = await readFrameworks(store);
    return c.json(
      list.map(({ code, version, title }) => ({
        id: `${publicUrl}/frameworks/${code}`,
        code,
        version,
        title,
      })),
    );
  })
  .get('/frameworks/:code', async (c) => {
    const { store } = c.var.deps.issuing;
    const record = await store.findFramework(c.req.param('code'), c.req.query('v'));
    const parsed = record === null ? null : parseFramework(record.document);
    if (parsed?.ok !== true) throw new AppError('NOT_FOUND', 'There is no such framework here.');
    const { framework } = parsed;
    c.header('vary', 'Accept');
    if (negotiate(c, ['application/json']) !== 'text/html') return c.json(framework);
    return c.html(
      <FrameworkPage
        instance={await instanceOf(c)}
        framework={framework}
        achievements={await listAligned(store, framework.code)}
      />,
    );
  });

async function listAligned(store: HttpEnv['Variables']['deps']['issuing']['store'], framework: string) {
  const known = await readFrameworks(store);
  const records = await store.listPrograms();
  const programs = await Promise.all(
    records.map(({ code, version }) => readProgram(store, known, code, version)),
  );
  return programs.flatMap(({ achievements }) =>
    achievements.flatMap(({ code, name, alignment = [] }) =>
      alignment.filter((entry) => entry.framework === framework).map(({ item }) => ({ code, name, item })),
    ),
  );
}
