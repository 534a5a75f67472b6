/** How many: in `npm run drills`, and in `npm test`, which has much else to do. The scenario and what it proves are the same. */
export function atScale(drill: number, test: number): number {
  return process.env['LECTERN_TEST_SCALE'] === 'full' ? drill : test;
}
