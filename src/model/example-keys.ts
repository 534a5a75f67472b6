/** Public keys of `keys.example/`: their private halves are published, so what they sign is a sample, whatever it says. */
export const EXAMPLE_PUBLIC_KEYS: ReadonlySet<string> = new Set([
  'z6MkvugSBFf8q9bWTkX74ZQvVwAQTMQGvEZxU4jKR1MWjJG4',
]);
