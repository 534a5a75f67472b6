/** From now on this page also opens without a network, where the site is made for it and the browser allows it. */
export async function workOffline(): Promise<void> {
  const manifest = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
  if (manifest === null || !('serviceWorker' in navigator)) return;
  // What is kept for later does not compete with what the page needs now.
  if (document.readyState !== 'complete')
    await new Promise((loaded) => addEventListener('load', loaded, { once: true }));
  // Other pages of the site are none of its business.
  const { pathname } = location;
  await navigator.serviceWorker
    .register(new URL('sw.js', manifest.href), { scope: pathname })
    .catch(() => undefined);
}
