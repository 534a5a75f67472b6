import { join } from 'node:path';
import { inject } from 'vitest';
import type { ChildScript } from './child-scripts.ts';

/** Where the script lies, bundled with all that it needs (`child-global-setup.ts`): plain Node runs it, and soon. */
export async function builtChild(script: ChildScript): Promise<string> {
  const response = await fetch(inject('childrenAt'));
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  return join(answer, script.replace(/\.ts$/, '.js'));
}
