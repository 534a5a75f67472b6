import { type Framework, findFrameworkEntry } from './framework.ts';

/** An alignment as a credential or an achievement says it. */
export interface StatedAlignment {
  framework?: string | undefined;
  code?: string | undefined;
  url?: string | undefined;
}

/** An entry of a framework that we know. */
export interface KnownEntry {
  framework: string;
  entry: string;
}

/**
 * The entries of known frameworks that alignments name: by the address of the entry here or at its publisher, else by the
 * framework's title together with a code that it has. What is not recognized is left out.
 */
export function recognizeAlignments(
  { publicUrl, frameworks }: { publicUrl: string; frameworks: readonly Framework[] },
  alignments: readonly StatedAlignment[],
): KnownEntry[] {
  const base = `${publicUrl.replace(/\/+$/, '')}/frameworks/`;
  const known = alignments.flatMap(
    ({ framework: title, code, url }) =>
      recognizeAddress(base, frameworks, url) ?? recognizeTitle(frameworks, title, code) ?? [],
  );
  return known.filter(
    (one, i) =>
      known.findIndex((other) => other.framework === one.framework && other.entry === one.entry) === i,
  );
}

function recognizeAddress(
  base: string,
  frameworks: readonly Framework[],
  url: string | undefined,
): KnownEntry | null {
  if (url === undefined) return null;
  for (const framework of frameworks) {
    const item = framework.items.find((candidate) => candidate.url === url);
    const own = `${base}${framework.code}#`;
    const entry = item?.code ?? (url.startsWith(own) ? url.slice(own.length) : undefined);
    if (entry !== undefined && findFrameworkEntry(framework, entry) !== null)
      return { framework: framework.code, entry };
  }
  return null;
}

function recognizeTitle(
  frameworks: readonly Framework[],
  title: string | undefined,
  code: string | undefined,
): KnownEntry | null {
  if (title === undefined || code === undefined) return null;
  const framework = frameworks.find(
    (candidate) => candidate.title === title && findFrameworkEntry(candidate, code) !== null,
  );
  return framework === undefined ? null : { framework: framework.code, entry: code };
}
