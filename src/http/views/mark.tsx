import { raw } from 'hono/html';
import { drawRosette } from '../../present/badge-emblem.ts';

/** Lectern's mark, beside the name of whoever runs the site. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">
      {raw(drawRosette({ x: 20, y: 20, radius: 18 }, 7, 'currentColor'))}
      <circle cx="20" cy="20" r="6" fill="currentColor" />
    </svg>
  );
}
