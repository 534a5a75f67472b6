/**
 * Whether a URL of a stranger's choosing may be asked for at all, as far as its text tells: https, and http only for
 * localhost where that is allowed. One that carries a password would send it to whoever wrote the URL, and
 * `https://good.example@evil.example` misleads.
 */
export function isAllowedUrl(url: URL, allowLocalhost: boolean): boolean {
  if (url.username !== '' || url.password !== '') return false;
  if (isLocalhost(url.hostname)) return allowLocalhost && /^https?:$/.test(url.protocol);
  return url.protocol === 'https:';
}

/** Whether this URL host (`localhost`, an IP address) names this machine itself and nothing else. */
export function isLocalhost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
