import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

export interface ProxyAnswer {
  /** 200 unless given. */
  status?: number;
  body?: string;
  headers?: Record<string, string>;
}

export interface ProxyServer {
  port: number;
  /** What it answers instead of passing on, by path; with headers only, it changes those. */
  answers: Map<string, ProxyAnswer>;
  close(): Promise<void>;
}

/** What an operator may put in front of the service, with all that may be wrong with it. `target` is asked at each request. */
export async function openProxy(target: () => string): Promise<ProxyServer> {
  const answers: ProxyServer['answers'] = new Map();
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const own = answers.get(path);
    try {
      if (own !== undefined && (own.body !== undefined || own.status !== undefined)) send(response, own);
      else await passOn(response, `${target()}${path}`, own?.headers);
    } catch {
      send(response, { status: 502 });
    }
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    answers,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function passOn(response: ServerResponse, url: string, headers: ProxyAnswer['headers'] = {}) {
  const answer = await fetch(url, { headers: { accept: 'application/json' } });
  const kept = ['content-type', 'cache-control'].flatMap((name) => {
    const value = answer.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  send(response, {
    status: answer.status,
    headers: { ...Object.fromEntries(kept), ...headers },
    body: await answer.text(),
  });
}

function send(response: ServerResponse, { status = 200, headers = {}, body = '' }: ProxyAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}
