import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../src/http/operations.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/model/json.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let description: JsonObject;
beforeAll(async () => {
  test = await openTestApp();
  description = await (await test.get('/openapi.json')).json();
});
afterAll(() => test.close());

interface Operation {
  method: string;
  path: string;
  document: JsonObject;
}
function operations(): Operation[] {
  return Object.entries(description['paths'] as Record<string, JsonObject>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, document]) => ({ method, path, document: document as JsonObject })),
  );
}

const toTemplate = (path: string) => path.replaceAll(/:(\w+)(\{[^/]*\})?/g, '{$1}');

describe('/openapi.json', () => {
  it('describes exactly the routes that exist', () => {
    const routes = test.app.routes.filter(({ method, path }) => method !== 'ALL' && !path.endsWith('*'));
    const existing = new Set(routes.map(({ method, path }) => `${method.toLowerCase()} ${toTemplate(path)}`));
    const described = operations().map(({ method, path }) => `${method} ${path}`);
    expect(described.sort()).toEqual([...existing].sort());
    expect(OPERATIONS).toHaveLength(described.length);
  });

  it('names the scope of each route that needs a token, and those routes need it', async () => {
    for (const { method, path, document } of operations()) {
      const concrete = path.replaceAll(/\{\w+\}/g, '1');
      const response = await test.app.request(concrete, {
        method: method.toUpperCase(),
        headers: { accept: 'application/json' },
      });
      expect([method, path, response.status === 401]).toEqual([
        method,
        path,
        document['x-scope'] !== undefined,
      ]);
      expect(document['security']).toEqual(document['x-scope'] === undefined ? undefined : [{ token: [] }]);
    }
  });
});

/** Every place where a value stands, with its JSON pointer. */
function walk(value: Json, pointer = '#'): [string, Json][] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');
  return [[pointer, value], ...inner.flatMap(([name, entry]) => walk(entry, `${pointer}/${escaped(name)}`))];
}

describe('/openapi.json as OpenAPI 3.1', () => {
  it('has what the document must have', () => {
    expect(description).toMatchObject({
      openapi: expect.stringMatching(/^3\.1\.\d$/),
      info: { title: expect.any(String), version: expect.any(String) },
    });
    const known = [
      'openapi',
      'info',
      'jsonSchemaDialect',
      'servers',
      'paths',
      'webhooks',
      'components',
      'security',
      'tags',
      'externalDocs',
    ];
    expect(known).toEqual(expect.arrayContaining(Object.keys(description)));
  });

  it('has operations with responses, and parameters that are those of their paths', () => {
    for (const { path, document } of operations()) {
      expect(path).toMatch(/^\/([\w.~-]|\{\w+\}|\/)*$/);
      const parameters = document['parameters'] as {
        name: string;
        in: string;
        required?: boolean;
        schema: object;
      }[];
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(parameters.filter((entry) => entry.in === 'path').map(({ name }) => name)).toEqual(inPath);
      for (const parameter of parameters) {
        expect(['path', 'query', 'header']).toContain(parameter.in);
        expect(isJsonObject(parameter.schema)).toBe(true);
        if (parameter.in === 'path') expect(parameter.required).toBe(true);
      }
      const responses = Object.entries(
        document['responses'] as Record<string, { description?: string; content?: JsonObject }>,
      );
      for (const [status, response] of responses) {
        expect(status).toMatch(/^([1-5]\d\d|default)$/);
        expect(response.description).toEqual(expect.any(String));
        for (const type of Object.keys(response.content ?? {})) expect(type).toMatch(/^[\w.+-]+\/[\w.+-]+$/);
      }
    }
  });

  it('names the headers that are read, and says who may be asked to wait', () => {
    const headersOf = ({ document }: Operation) =>
      (document['parameters'] as { name: string; in: string; description?: string }[]).filter(
        (parameter) => parameter.in === 'header' && parameter.description !== undefined,
      );
    const named = Object.fromEntries(
      operations()
        .filter((operation) => headersOf(operation).length > 0)
        .map((each) => [`${each.method} ${each.path}`, headersOf(each).map(({ name }) => name)]),
    );
    expect(named).toEqual({
      'get /relay': ['lectern-relay-url'],
      'post /api/credentials': ['Idempotency-Key'],
      'post /api/recognitions': ['Idempotency-Key'],
      'get /recognitions': ['If-None-Match'],
      'get /recognitions/{uuid}': ['If-None-Match'],
      'post /credentials/issue': ['Idempotency-Key'],
      'get /status/{number}': ['If-None-Match'],
      'post /api/batches': ['Content-Disposition'],
    });
    const limited = operations().filter(
      ({ document }) => (document['responses'] as JsonObject)['429'] !== undefined,
    );
    expect(limited.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'delete /credentials/{id}',
      'get /api/batches/{id}/errors.csv',
      'get /api/batches/{id}/events',
      'get /api/batches/{id}/qr-sheet.html',
      'get /api/batches/{id}/results.csv',
      'get /credentials/{id}',
      'get /relay',
      'post /api/batches',
      'post /api/credentials',
      'post /api/credentials/{id}/renew',
      'post /api/credentials/{id}/replace',
      'post /api/recognitions',
      'post /api/recognitions/received',
      'post /api/recognitions/{id}/renew',
      'post /api/recognitions/{id}/revoke',
      'post /api/status-changes',
      'post /api/status-changes/preview',
      'post /api/verify',
      'post /c/{share}/record',
      'post /credentials/issue',
      'post /credentials/status',
      'post /credentials/verify',
      'post /presentations/verify',
      'post /verify',
      'post /{language}/verify',
    ]);
  });

  it('points only to what is in it: a $ref is read from the root of the document', () => {
    const places = new Map(walk(description));
    for (const [pointer, value] of places) {
      if (!isJsonObject(value) || typeof value['$ref'] !== 'string') continue;
      expect([pointer, value['$ref'], places.has(value['$ref'])]).toEqual([pointer, value['$ref'], true]);
    }
    for (const { document } of operations()) {
      for (const scheme of (document['security'] ?? []) as JsonObject[])
        for (const name of Object.keys(scheme))
          expect(places.has(`#/components/securitySchemes/${name}`)).toBe(true);
    }
  });

  it('describes the bodies by the schemas that requests are parsed with', () => {
    const award = operations().find(({ method, path }) => method === 'post' && path === '/api/credentials');
    expect(award?.document).toMatchObject({
      requestBody: {
        content: {
          'application/json': {
            schema: { type: 'object', required: ['achievement', 'holder'], additionalProperties: false },
          },
        },
      },
    });
  });
});
