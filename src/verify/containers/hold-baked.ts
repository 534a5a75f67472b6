import type { ReadBaked } from '../../model/baked-file.ts';
import type { Allowance, ContainerName, Opened } from './opened.ts';

/** A picture as the container that it is. */
export function holdBaked(container: ContainerName, read: ReadBaked, allowance: Allowance): Opened {
  if (!read.ok) return { kind: 'unreadable', code: read.code, detail: read.detail };
  for (const value of read.values) allowance.left -= value.length;
  return {
    kind: 'holds',
    container,
    contents: read.values.map((bytes) => ({ bytes })),
    findings: read.findings,
  };
}
