import { raw } from 'hono/html';
import type { AchievementKind } from '../../model/credential.ts';
import { badgeLook, drawRosette } from '../../present/badge-emblem.ts';

/** The rosette of a badge alone, for lists. The name beside it says what it is. */
export function Emblem({ code, kind }: { code: string; kind: AchievementKind }) {
  const { colors, petals } = badgeLook(kind, code);
  const { deep, mid, pale } = colors;
  return (
    <svg class="emblem" viewBox="0 0 100 100" width="64" height="64" aria-hidden="true" focusable="false">
      <circle cx="50" cy="50" r="49" fill={pale} />
      {raw(drawRosette({ x: 50, y: 50, radius: 46 }, petals, mid))}
      <circle cx="50" cy="50" r="15" fill={deep} />
    </svg>
  );
}
