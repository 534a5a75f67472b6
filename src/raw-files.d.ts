/** Files that the bundler puts in as text. */
declare module '*?raw' {
  export const content: string;
  // biome-ignore lint/style/noDefaultExport: this is how the bundler gives it.
  export default content;
}

/** Files that the bundler puts beside the scripts, as their addresses. */
declare module '*?url' {
  export const address: string;
  // biome-ignore lint/style/noDefaultExport: this is how the bundler gives it.
  export default address;
}
