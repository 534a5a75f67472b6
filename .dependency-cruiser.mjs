export default {
  forbidden: [{ name: 't', severity: 'error', from: { path: 'x.ts' }, to: { path: 'y.ts' } }],
  options: { tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.json' } },
};
