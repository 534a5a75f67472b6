import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { IssuedCredential } from '../../issuer/finish-issuance.ts';
import { issueCredential } from '../../issuer/issue-credential.ts';
import { publishCrosswalk, publishFramework, publishProgram } from '../../issuer/publish-program.ts';
import { readFrameworks, readProgram } from '../../issuer/read-program.ts';
import { Corrections, ReplaceGrounds } from '../../issuer/replace/corrections.ts';
import { Renewal, renewCredential } from '../../issuer/replace/renew-credential.ts';
import { replaceCredential } from '../../issuer/replace/replace-credential.ts';
import { confirmStatus } from '../../issuer/status/confirm-status.ts';
import { AppError } from '../../model/problem.ts';
import { AwardRequest } from '../../program/award-request.ts';
import { Slug } from '../../program/bounded-text.ts';
import type { CredentialRecord } from '../../store/records.ts';
import type { HttpEnv } from '../http-env.ts';
import { limitRate } from '../limit-rate.ts';
import { readBody, readJsonBody } from '../read-body.ts';
import { readIdempotencyKey } from '../read-idempotency-key.ts';
import { PageQuery, readQuery } from '../read-query.ts';
import { requireScope } from '../require-scope.ts';

/** An award, and optionally the slug of the issuer under this instance that makes it. */
export const AwardBody = AwardRequest.extend({ issuer: Slug.optional() });

/** What is to be right from now on, and why. */
export const ReplaceBody = z.strictObject({ corrections: Corrections, ...ReplaceGrounds.shape });

/** What an issuer's own systems use: award by the program's rules, look up, publish programs, turn links off. */
export const awards = new Hono<HttpEnv>()
  .post('/api/credentials', limitRate(1_200), async (c) => {
    const actor = await requireScope(c, 'award');
    const { issuer, ...award } = await readBody(c, AwardBody);
    const issued = await issueCredential(c.var.deps.issuing, award, {
      actor,
      ...(issuer === undefined ? {} : { issuer }),
      ...readIdempotencyKey(c),
    });
    const answer = describeIssued(c, issued);
    return c.json(answer, 201, { location: answer.url });
  })
  .get('/api/credentials', async (c) => {
    await requireScope(c, 'read');
    const page = await c.var.deps.issuing.store.listCredentials(readQuery(c, PageQuery));
    return c.json({ credentials: page.map((record) => describeRecord(c, record)) });
  })
  .get('/api/credentials/:id', async (c) => {
    await requireScope(c, 'read');
    const { store } = c.var.deps.issuing;
    const credential = await store.getCredential(c.req.param('id'));
    if (credential === null) throw new AppError('CREDENTIAL_NOT_FOUND', 'There is no such credential.');
    const [share = null] = await store.listSharesOfCredential(credential.id);
    return c.json(describeIssued(c, { credential, share }));
  })
  .post('/api/credentials/:id/replace', limitRate(300), async (c) => {
    const actor = await requireScope(c, 'manage');
    const { corrections, note, statement } = await readBody(c, ReplaceBody);
    const { issuing, fetchOutside } = c.var.deps;
    const replaced = await replaceCredential(issuing, c.req.param('id'), {
      corrections,
      grounds: { ...(note === undefined ? {} : { note }), ...(statement === undefined ? {} : { statement }) },
      actor,
    });
    const credentialIds = replaced.map(({ old }) => old);
    const confirmation = await confirmStatus(issuing, { action: 'revoke', credentialIds }, fetchOutside);
    const answers = replaced.map(({ old, issued }) => ({ replaced: old, ...describeIssued(c, issued) }));
    return c.json({ credentials: answers, confirmation }, 201);
  })
  .post('/api/credentials/:id/renew', limitRate(300), async (c) => {
    const actor = await requireScope(c, 'award');
    const renewal = await readBody(c, Renewal);
    const issued = await renewCredential(c.var.deps.issuing, c.req.param('id'), { renewal, actor });
    const answer = describeIssued(c, issued);
    return c.json(answer, 201, { location: answer.url });
  })
  .delete('/api/shares/:id', async (c) => {
    const actor = await requireScope(c, 'manage');
    const { store, now } = c.var.deps.issuing;
    const at = now();
    const id = c.req.param('id');
    const found = await store.getShare(id);
    if (found === null) throw new AppError('NOT_FOUND', 'There is no such link.');
    await store.turnOffShare(id, at, {
      at,
      actor,
      action: 'share-turned-off',
      subject: found.credential.id,
      details: { before: { share: 'on' }, after: { share: 'off' } },
    });
    return c.body(null, 204);
  })
  .get('/api/programs', async (c) => {
    await requireScope(c, 'read');
    const { store } = c.var.deps.issuing;
    const frameworks = await readFrameworks(store);
    const programs = await store.listPrograms();
    return c.json(
      await Promise.all(programs.map(({ code, version }) => readProgram(store, frameworks, code, version))),
    );
  })
  .post('/api/programs', async (c) => {
    const actor = await requireScope(c, 'manage');
    return c.json({ outcome: await publishProgram(c.var.deps.issuing, await readJsonBody(c), actor) }, 201);
  })
  .post('/api/frameworks', async (c) => {
    const actor = await requireScope(c, 'manage');
    return c.json({ outcome: await publishFramework(c.var.deps.issuing, await readJsonBody(c), actor) }, 201);
  })
  .post('/api/crosswalks', async (c) => {
    const actor = await requireScope(c, 'manage');
    return c.json({ outcome: await publishCrosswalk(c.var.deps.issuing, await readJsonBody(c), actor) }, 201);
  });

function describeIssued(c: Context<HttpEnv>, { credential, share }: IssuedCredential) {
  const { publicUrl } = c.var.deps.issuing;
  const shareUrl = share === null ? null : `${publicUrl}/c/${share.id}`;
  const isOff = share !== null && share.turnedOffAt !== null;
  return {
    ...describeRecord(c, credential),
    share:
      shareUrl === null
        ? null
        : { url: shareUrl, qrSvg: `${shareUrl}.qr.svg`, qrPng: `${shareUrl}.qr.png`, turnedOff: isOff },
    credential: JSON.parse(credential.body),
  };
}

function describeRecord(c: Context<HttpEnv>, record: CredentialRecord) {
  const { publicUrl } = c.var.deps.issuing;
  return {
    id: record.id,
    url: `${publicUrl}/api/credentials/${encodeURIComponent(record.id)}`,
    kind: record.kind,
    name: record.name,
    holderName: record.holderName,
    achievement:
      record.achievement === null
        ? null
        : { code: record.achievement.code, version: record.achievement.version },
    validFrom: record.validFrom.toISOString(),
    validUntil: record.validUntil?.toISOString() ?? null,
    awardedDate: record.awardedDate?.toISOString() ?? null,
    standing: record.standing,
    replaces: record.replaces,
    replacedBy: record.replacedBy,
    renews: record.renews,
  };
}
