/** Sites whose pages for people show a credential that another address of theirs gives. A new one is one line. */
const SITES: Readonly<Record<string, (path: string) => string | null>> = {
  'verifierplus.org': (path) => (/^\/credentials\/[\w-]+$/.test(path) ? `/api${path}` : null),
};

/**
 * Where the credential is that a link leads to. Some links bring that address along (`…/verify#url=…` of Lectern, `…#verify?vc=…` of
 * VerifierPlus), and some sites have one address for people and another for the credential. Any other link is itself.
 */
export function findCredentialLink(link: string): string {
  if (!URL.canParse(link)) return link;
  const { origin, hostname, pathname, search, hash } = new URL(link);
  const carried =
    readCarried(hash.replace(/^#(verify\?)?/, '')) ??
    (/\/verify$/.test(pathname) ? readCarried(search) : null);
  if (carried !== null) return carried;
  const path = Object.hasOwn(SITES, hostname) ? SITES[hostname]?.(pathname) : null;
  return path ? `${origin}${path}` : link;
}

/** Only one link deep: a link in a link in a link is nobody's credential. */
function readCarried(parameters: string): string | null {
  const read = new URLSearchParams(parameters);
  const carried = read.get('url') ?? read.get('vc');
  return carried !== null && /^https?:\/\/\S+$/i.test(carried) && URL.canParse(carried) ? carried : null;
}
