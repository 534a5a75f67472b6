/**
 * The directions of the house (docs/architecture.md): a room imports only the rooms that its line names.
 * A new room is one line here.
 */
const ROOMS = {
  model: [],
  proof: ['model'],
  network: ['model'],
  verify: ['proof', 'model'],
  program: ['model'],
  store: ['model'],
  roster: ['program', 'model'],
  issuer: ['verify', 'program', 'roster', 'store', 'proof', 'model'],
  present: ['proof', 'model'],
  pages: ['present', 'verify', 'proof', 'model'],
  http: ['issuer', 'present', 'verify', 'program', 'roster', 'proof', 'store', 'model'],
};

/** Packages that a room may use; the others are for rooms above. */
const PURE_PACKAGES = {
  model: ['zod'],
  program: ['zod'],
};

/**
 * What must never reach a browser: Node itself, and packages that need it. Not `qrcode`, whose `browser` field gives bundlers all but
 * the pictures (qr-png.ts).
 */
const NODE_ONLY =
  '^(node:|node_modules/(better-sqlite3|kysely|pg|pino|undici|commander|@hono/node-server|csv-parse/lib|nodemailer|@resvg)/|src/present/qr-png[.]ts$)';

export default {
  forbidden: [
    ...Object.entries(ROOMS).map(([room, below]) => ({
      name: `${room}-imports-only-rooms-below`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: { path: '^src/', pathNot: `^src/(${[room, ...below].join('|')})/` },
    })),
    ...Object.entries(PURE_PACKAGES).map(([room, packages]) => ({
      name: `${room}-is-pure`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: {
        dependencyTypesNot: ['local', 'undetermined'],
        pathNot: [`^node_modules/(${packages.join('|')})/`, '^(src|contexts)/', '[.]d[.]ts$'],
      },
    })),
    {
      name: 'no-node-in-pure-rooms',
      severity: 'error',
      from: { path: '^src/(model|proof|verify|program)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'nothing-of-node-reaches-the-browser',
      comment: 'Whatever a page pulls in, however far away, runs in a browser.',
      severity: 'error',
      from: { path: '^src/pages/' },
      to: { path: NODE_ONLY, reachable: true },
    },
    {
      name: 'only-the-network-room-opens-connections',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/network/' },
      to: { path: '^(node:)?(http|https|net|tls|dns)$|^node_modules/(undici|nodemailer)/' },
    },
    {
      name: 'nothing-imports-the-top',
      comment:
        'Rooms take what they need as arguments; compose.ts, config.ts and the command line are the top.',
      severity: 'error',
      from: { path: '^src/(?!cli/)[^/]+/' },
      to: { path: '^src/(cli/|compose|config)' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      // The service worker is all by itself: what it shares with the page, the build puts in.
      from: { orphan: true, path: '^src/', pathNot: '[.]d[.]ts$|^src/pages/service-worker[.]ts$' },
      to: {},
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true, pathNot: '[?](raw|url)$' },
    },
    {
      name: 'no-dev-dependencies-in-src',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
