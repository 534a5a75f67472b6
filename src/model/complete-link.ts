/** `https://…`, or an address as it is printed on paper: a domain and a path, without its scheme. */
const BARE = /^((localhost(:\d+)?)|[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(:\d+)?)\/\S+$/i;

/** The link that someone typed or pasted, with its scheme; null when it is no link. */
export function completeLink(text: string): string | null {
  const trimmed = text.trim();
  if (/^https?:\/\/\S+$/i.test(trimmed)) return trimmed;
  if (!BARE.test(trimmed)) return null;
  return `${/^localhost\b/i.test(trimmed) ? 'http' : 'https'}://${trimmed}`;
}
