import { print } from './print.ts';

/**
 * What a terminal would obey instead of showing: control characters (C0, C1), line and paragraph separators, and what turns
 * the direction of text around.
 */
const OBEYED = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
/** JSON escapes C0 itself, but leaves these as they are. */
const LEFT_BY_JSON = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Text from a file, such as a name or a header, that is safe to print on a line. */
export function showText(text: string): string {
  return text.replace(OBEYED, escapeCharacter);
}

/** A result for machines, in which no text can tell a terminal anything. */
export function printSafeJson(value: unknown): void {
  print(JSON.stringify(value, null, 2).replace(LEFT_BY_JSON, escapeCharacter));
}

/** To standard error: standard output is for results. */
export function tell(line = ''): void {
  process.stderr.write(`${line}\n`);
}

/** `1 row`, `2 rows`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** An argument as it can be pasted into a shell. */
export function showArgument(argument: string): string {
  const text = showText(argument);
  return /^[\p{L}\p{N}_./:@%+=-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
