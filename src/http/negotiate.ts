import type { Context } from 'hono';
import { accepts } from 'hono/accepts';

/** Media types under which a credential is served, by what was asked for (VCDM 2.0 §6.2, OB 3.0 §8). */
export const CREDENTIAL_TYPES = [
  'application/vc',
  'application/vc+ld+json',
  'application/ld+json',
  'application/json',
];

/** The media type to answer with: HTML for people, a machine's type only where one is asked for by name. */
export function negotiate(c: Context, machineTypes: readonly string[]): string {
  return accepts(c, { header: 'Accept', supports: ['text/html', ...machineTypes], default: 'text/html' });
}
