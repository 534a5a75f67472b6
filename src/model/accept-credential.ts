/** What is asked for behind a link: with it, share links answer with the credential itself instead of a page for people. */
export const ACCEPT_CREDENTIAL =
  'application/vc, application/vc+jwt, application/vc+ld+json, application/ld+json;q=0.9, application/json;q=0.9, text/plain;q=0.5';
