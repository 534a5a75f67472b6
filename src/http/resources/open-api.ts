import { Hono } from 'hono';
import { z } from 'zod';
import type { HttpEnv } from '../http-env.ts';
import type { Operation } from '../operation.ts';
import { OPERATIONS } from '../operations.ts';

/** `/openapi.json` (OpenAPI 3.1), made from the table of operations and the very schemas that requests are parsed with. */
export const openApi = new Hono<HttpEnv>().get('/openapi.json', (c) =>
  c.json(describeApi(c.var.deps.issuing.publicUrl)),
);

function describeApi(publicUrl: string) {
  const paths: Record<string, Record<string, object>> = {};
  const schemas: Record<string, object> = { Problem };
  for (const operation of OPERATIONS) {
    const path = operation.path.replaceAll(/:(\w+)(\{[^/]*\})?/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method]: describeOperation(operation, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lectern',
      version: '1',
      description:
        'Issues, shares and verifies portable credentials for teacher leaders (Open Badges 3.0, W3C Verifiable Credentials).',
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas,
    },
  };
}

const Problem = {
  type: 'object',
  description: 'RFC 9457. Lists every problem at once and never repeats a value from the request.',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    problems: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          path: { type: 'string' },
          code: { type: 'string' },
          detail: { type: 'string' },
        },
      },
    },
  },
};

function describeOperation(
  { path, summary, scope, body, bodyType = 'application/json', answers, query = {}, headers = {} }: Operation,
  schemas: Record<string, object>,
) {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const problem = {
    description: 'A problem document',
    content: describeContent(['application/problem+json']),
  };
  return {
    summary,
    ...(scope === undefined ? {} : { security: [{ token: [] }], 'x-scope': scope }),
    parameters: [...inPath, ...describeOptional('query', query), ...describeOptional('header', headers)],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: Object.fromEntries(
              [bodyType].flat().map((type) => [type, { schema: describeSchema(body, path, schemas) }]),
            ),
          },
        }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, [description, ...types]]) => [
          status,
          { description, content: describeContent(types) },
        ]),
      ),
      default: problem,
    },
  };
}

function describeOptional(place: 'query' | 'header', parameters: Record<string, string>) {
  return Object.entries(parameters).map(([name, description]) => ({
    name,
    in: place,
    description,
    schema: { type: 'string' },
  }));
}

function describeContent(types: readonly string[]) {
  const problem = { schema: { $ref: '#/components/schemas/Problem' } };
  return Object.fromEntries(types.map((type) => [type, type === 'application/problem+json' ? problem : {}]));
}

/** A reference is read from the root of the description, so what a schema defines for itself moves to the components. */
function describeSchema(
  body: NonNullable<Operation['body']>,
  path: string,
  schemas: Record<string, object>,
): object {
  if (body === 'anything') return {};
  const prefix = path.replaceAll(/\W+/g, '_').slice(1);
  const json = JSON.stringify(z.toJSONSchema(body, { unrepresentable: 'any', io: 'input' }));
  const {
    $schema: _,
    $defs = {},
    ...schema
  } = JSON.parse(json.replaceAll('"#/$defs/', `"#/components/schemas/${prefix}`));
  for (const [name, definition] of Object.entries<object>($defs)) schemas[prefix + name] = definition;
  return schema;
}
