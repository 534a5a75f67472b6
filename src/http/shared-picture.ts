import type { Context } from 'hono';
import { readAchievement } from '../issuer/read-program.ts';
import { bakePng } from '../model/baked-png.ts';
import { bakeSvg } from '../model/baked-svg.ts';
import { AppError } from '../model/problem.ts';
import { renderBadgeSvg } from '../present/badge-image.ts';
import { renderBadgePng } from '../present/badge-png.ts';
import type { CredentialRecord } from '../store/records.ts';
import type { HttpEnv } from './http-env.ts';
import { instanceOf } from './instance-of.ts';

/** The badge with the credential, as it is stored, baked into it. Rejects with AppError NOT_FOUND for what has no badge. */
export async function serveBakedPng(c: Context<HttpEnv>, record: CredentialRecord): Promise<Response> {
  const png = await renderBadgePng(await drawBadge(c, record));
  return c.body(bakePng(png, record.body), 200, headersOf(c, record, 'png', 'image/png'));
}

/** The same as a drawing. */
export async function serveBakedSvg(c: Context<HttpEnv>, record: CredentialRecord): Promise<Response> {
  const svg = bakeSvg(await drawBadge(c, record), record.body);
  return c.body(svg, 200, headersOf(c, record, 'svg', 'image/svg+xml'));
}

/** Records of other credentials, and what we sign for others, have no badge of their own. */
export function hasBadge({ achievement }: CredentialRecord): boolean {
  return achievement !== null;
}

async function drawBadge(c: Context<HttpEnv>, { achievement }: CredentialRecord): Promise<string> {
  if (achievement === null) throw new AppError('NOT_FOUND', 'There is no picture of this credential.');
  const { definition } = await readAchievement(
    c.var.deps.issuing.store,
    achievement.code,
    achievement.version,
  );
  const { name: issuerName, sample } = await instanceOf(c);
  const { code, name, kind } = definition;
  return renderBadgeSvg({ code, name, kind, issuerName, sample });
}

function headersOf(
  c: Context<HttpEnv>,
  { name }: CredentialRecord,
  suffix: string,
  type: string,
): Record<string, string> {
  const file = `${fileName(name, c.var.deps.issuing.sample)}.${suffix}`;
  return { 'content-type': type, 'content-disposition': `attachment; filename="${file}"` };
}

/** `domain-i-fostering-a-collaborative-culture`: letters and digits that every system takes. */
function fileName(name: string, isSample: boolean): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .replace(/^(.{1,60})-.*$/, '$1')
    .slice(0, 60);
  const file = plain === '' ? 'credential' : plain;
  return isSample && !file.startsWith('sample') ? `sample-${file}` : file;
}
