import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** For what is made once and serves many runs: the unpacked browser, compiled code. Other temporary files end with their run. */
export function keptFolder(): string {
  return process.env['LECTERN_TESTS_KEPT'] ?? tmpdir();
}

/** For `NODE_COMPILE_CACHE`: what Node made of the code of a process serves the next one. */
export function compileCache(): string {
  return join(keptFolder(), 'lectern-compile-cache');
}
