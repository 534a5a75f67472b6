/**
 * What a page may ask for in a stranger's name: https; http only for localhost, and only from a page that is there itself.
 * A URL that carries a password would send it to whoever wrote the URL.
 */
export function isAllowedUrl(text: string, page: URL): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return false;
  if (isLocalhost(url)) return isLocalhost(page) && /^https?:$/.test(url.protocol);
  return url.protocol === 'https:';
}

function isLocalhost({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
