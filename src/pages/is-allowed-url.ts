import * as rule from '../model/allowed-url.ts';

/** What a page may ask for in a stranger's name: localhost only from a page that is there itself. */
export function isAllowedUrl(text: string, page: URL): boolean {
  return URL.canParse(text) && rule.isAllowedUrl(new URL(text), rule.isLocalhost(page.hostname));
}
