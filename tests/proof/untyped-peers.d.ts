/** A peer's package without types; what is used of it, the test says itself. */
declare module '@digitalbazaar/vc-bitstring-status-list';
