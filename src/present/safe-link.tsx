import type { Child } from 'hono/jsx';

/**
 * A link that stands in a credential: https only, and the other side learns nothing of this page. Anything else, or a
 * credential whose links are not to be followed, is shown as text.
 */
export function SafeLink({
  url,
  isLinked,
  children,
}: {
  url?: string | undefined;
  isLinked: boolean;
  children: Child;
}) {
  if (!isLinked || url === undefined || !isHttps(url)) return <>{children}</>;
  return (
    <a href={url} rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:';
}
