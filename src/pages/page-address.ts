/** The site that shows this page; undefined where the page is a file, which browsers spell differently and which is nobody's site. */
export function siteOf({ protocol, origin }: URL): string | undefined {
  return protocol === 'https:' || protocol === 'http:' ? origin : undefined;
}

/**
 * Where anyone finds this page again, without what it was asked; undefined where it is a file: its path is that of one computer, and
 * tells whose.
 */
export function addressOf(page: URL): string | undefined {
  const site = siteOf(page);
  return site === undefined ? undefined : `${site}${page.pathname}`;
}
