/**
 * The few ambient names that Node and every browser share (WinterTC minimum common API) and that the pure rooms may use.
 * `tsconfig.isomorphic.json` gives these rooms no others: no Node, no DOM.
 */
declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: Uint8Array): string;
}

declare class URL {
  constructor(url: string, base?: string);
  static canParse(url: string): boolean;
  readonly protocol: string;
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  readonly origin: string;
  readonly pathname: string;
  readonly href: string;
  readonly username: string;
  readonly password: string;
  readonly search: string;
  readonly hash: string;
}

declare class URLSearchParams {
  constructor(parameters: string);
  get(name: string): string | null;
}

declare function atob(base64: string): string;
declare function btoa(binary: string): string;

interface ReadableStreamDefaultReader<R> {
  read(): Promise<{ done: false; value: R } | { done: true; value?: R | undefined }>;
  cancel(): Promise<void>;
}

interface ReadableStream<R> {
  getReader(): ReadableStreamDefaultReader<R>;
  pipeThrough(transform: CompressionStream | DecompressionStream): ReadableStream<R>;
}

declare class Blob {
  constructor(parts: Uint8Array<ArrayBuffer>[]);
  stream(): ReadableStream<Uint8Array<ArrayBuffer>>;
}

declare class CompressionStream {
  constructor(format: 'gzip' | 'deflate');
}

declare class DecompressionStream {
  constructor(format: 'gzip' | 'deflate');
}

declare const crypto: {
  randomUUID(): string;
  subtle: {
    digest(algorithm: 'SHA-256' | 'MD5', data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
  };
};

declare function structuredClone<T>(value: T): T;
