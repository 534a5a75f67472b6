import { line } from '../../program/bounded-text.ts';

const FileName = line(200);

/** The file's name in a `Content-Disposition` header (RFC 6266), or null. */
export function readFileName(header: string | undefined): string | null {
  if (header === undefined) return null;
  const extended = /;\s*filename\*\s*=\s*utf-8''([^;\s]+)/i.exec(`;${header}`)?.[1];
  if (extended !== undefined) return cleanFileName(decodePercent(extended));
  const [, quoted, plain] = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(`;${header}`) ?? [];
  return cleanFileName(decodeUtf8(quoted?.replaceAll(/\\(.)/g, '$1') ?? plain ?? ''));
}

/** For people only: without folders, and null for a name that could be read as another one. */
export function cleanFileName(name: string | null): string | null {
  const parsed = FileName.safeParse((name ?? '').split(/[/\\]/).at(-1));
  return parsed.success ? parsed.data : null;
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** Headers come byte by byte; most clients send UTF-8 in them. */
function decodeUtf8(text: string): string {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  try {
    return text.length === 0 || /[^\0-\xff]/.test(text)
      ? text
      : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return text;
  }
}
