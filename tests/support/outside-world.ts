import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '../../src/model/json.ts';
import { CERTIFICATE, CERTIFICATE_KEY } from './mail-certificate.ts';

export interface OutsideWorld {
  /** What a browser is started with to take it for the world, whoever it asks over https. */
  browserArgs: string[];
  /** Every address that was asked for, in order. */
  asked: string[];
  close(): void;
}

/** All of the world that is reached over https: these documents at their addresses, for every page to read, and nothing else. */
export async function openOutsideWorld(documents: ReadonlyMap<string, JsonObject>): Promise<OutsideWorld> {
  const asked: string[] = [];
  const server = createServer({ cert: CERTIFICATE, key: CERTIFICATE_KEY }, ({ headers, url }, response) => {
    const address = `https://${headers.host}${url}`;
    asked.push(address);
    const document = documents.get(address);
    response.writeHead(document === undefined ? 404 : 200, {
      'content-type': 'application/json',
      'access-control-allow-origin': '*',
    });
    response.end(document === undefined ? '{}' : JSON.stringify(document));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    browserArgs: [
      `--host-resolver-rules=MAP * 127.0.0.1:${port}, EXCLUDE localhost`,
      '--ignore-certificate-errors',
    ],
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
