import { AppError } from '../model/problem.ts';

/** What opens something in a database of each engine: SQLite in the file at a path, PostgreSQL at a URL. */
export interface Engines<Arguments extends unknown[], Opened> {
  sqlite(path: string, ...rest: Arguments): Promise<Opened>;
  postgres(url: string, ...rest: Arguments): Promise<Opened>;
}

const SCHEMES: Record<string, keyof Engines<[], void>> = {
  sqlite: 'sqlite',
  postgres: 'postgres',
  postgresql: 'postgres',
};

/** `sqlite:/path`, a bare path (SQLite too), `postgres://…` or `postgresql://…`. */
export async function openWith<Arguments extends unknown[], Opened>(
  engines: Engines<Arguments, Opened>,
  databaseUrl: string,
  ...rest: Arguments
): Promise<Opened> {
  // A scheme has two letters or more: `C:\data` is a path.
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(databaseUrl)?.[1]?.toLowerCase();
  if (scheme === undefined) return engines.sqlite(databaseUrl, ...rest);
  const engine = SCHEMES[scheme];
  if (engine === undefined)
    throw new AppError(
      'CONFIG_INVALID',
      `The database URL must begin with one of: ${Object.keys(SCHEMES).join(', ')}.`,
    );
  const place = engine === 'sqlite' ? databaseUrl.slice(scheme.length + 1) : databaseUrl;
  return engines[engine](place, ...rest);
}
