/** The W3C Web Application Manifest of a verifier: with it people put the page among their applications. Paths are those of the site. */
export function webManifest(name: string, paths: { start: string; root: string }): Record<string, unknown> {
  return {
    name,
    short_name: name.length > 12 ? 'Verifier' : name,
    description: 'Check a teacher leader’s credential in your browser.',
    start_url: paths.start,
    scope: paths.start,
    id: paths.start,
    display: 'standalone',
    background_color: '#16324f',
    theme_color: '#16324f',
    icons: [
      { src: `${paths.root}icon.svg`, type: 'image/svg+xml', sizes: 'any' },
      ...[192, 512].flatMap((size) =>
        ['any', 'maskable'].map((purpose) => ({
          src: `${paths.root}icon-${size}.png`,
          type: 'image/png',
          sizes: `${size}x${size}`,
          purpose,
        })),
      ),
    ],
  };
}
