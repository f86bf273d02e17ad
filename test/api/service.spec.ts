import { lawOfToday } from '../support/notices.ts';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { CLERK, expectStatus, register } from './procedure.ts';

let system: System;
let law: Awaited<ReturnType<typeof lawOfToday>>;
beforeAll(async () => {
  law = await lawOfToday();
  system = await startSystem({ workers: 0, env: { HUIYIN_LAW: law.path } });
});
afterAll(async () => {
  await system.stop();
  await law.remove();
});

const get = async (path: string) => expectStatus(await system.client.get(null, path), 200);

describe('health', () => {
  it('lives', async () => expect((await get('/livez')).body).toEqual({ status: 'ok' }));

  it('is ready, and says of each part whether it works', async () => {
    const { body, headers } = await get('/readyz');
    const ok = expect.objectContaining({ ok: true });
    expect(body).toMatchObject({ status: 'ok', checks: { database: ok, migrations: ok, queue: ok, timers: ok } });
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('is measured in OpenMetrics, by route and not by petition', async () => {
    const { id } = await register(system.client);
    await system.client.get(CLERK, `/v1/petitions/${id}`);
    const { body, headers } = await get('/metrics');
    expect(headers.get('content-type')).toMatch(/^application\/openmetrics-text; version=1\.0\.0/);
    expect(body.trimEnd().split('\n').at(-1)).toBe('# EOF');
    expect(body).toMatch(/http_server_request_duration_seconds_count\{[^}]*route="\/v1\/petitions\/:id"[^}]*\} \d+/);
    for (const name of ['huiyin_timer_lag_seconds', 'huiyin_effects_owed', 'huiyin_cases_set_aside']) {
      expect(body).toMatch(new RegExp(`^${name} \\d`, 'm'));
    }
    expect(body).not.toContain(id);
  });
});

describe('every answer', () => {
  it.each(['/livez', '/v1/petitions', '/v1/nothing', '/openapi.json'])('of %s has a request id', async (path) => {
    const own = await system.client.call(CLERK, 'GET', path, { headers: { 'x-request-id': 'mine-1.2_3' } });
    expect(own.headers.get('x-request-id')).toBe('mine-1.2_3');
    const bad = await system.client.call(CLERK, 'GET', path, { headers: { 'x-request-id': 'a b<script>' } });
    expect(bad.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(bad.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('under /v1 is kept by nobody in between', async () => {
    for (const path of ['/v1/petitions', '/v1/session', '/v1/clock', '/v1/alerts']) {
      expect((await system.client.get(CLERK, path)).headers.get('cache-control')).toBe('private, no-cache');
    }
    expect((await system.client.get(null, '/v1/petitions')).headers.get('cache-control')).toBe('no-store');
  });
});

describe('the description', () => {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an OpenAPI document as anybody's tool reads it
  type Json = any;
  let document: Json;
  let operations: { path: string; method: string; operation: Json }[];
  beforeAll(async () => {
    document = (await get('/openapi.json')).body;
    operations = Object.entries<Json>(document.paths).flatMap(([path, item]) =>
      Object.entries<Json>(item).map(([method, operation]) => ({ path, method, operation })),
    );
  });

  it('is OpenAPI 3.1 with unique operation ids', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(document.info).toMatchObject({ title: expect.stringMatching(/./), version: expect.stringMatching(/./) });
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(ids.every((id) => /^[a-z][A-Za-z]+$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has a target for every reference', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => String(target));
    expect(references.length).toBeGreaterThan(5);
    for (const reference of references) {
      const target = reference
        .replace(/^#\//, '')
        .split('/')
        .reduce<Json>((node, key) => node?.[key], document);
      expect([reference, typeof target]).toEqual([reference, 'object']);
    }
  });

  it('describes every route there is', () => {
    const routes = system.api.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
    const described = operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`).sort();
    expect(described).toEqual(
      [
        ...['GET /livez', 'GET /readyz', 'GET /metrics'],
        ...['DELETE /v1/session', 'GET /v1/alerts', 'GET /v1/alerts/stream'],
        ...['GET /v1/clock', 'GET /v1/petitions', 'GET /v1/petitions/{id}', 'GET /v1/petitions/{id}/allowed-events'],
        ...['GET /v1/petitions/{id}/clocks', 'GET /v1/petitions/{id}/clocks/{name}/explanation'],
        'GET /v1/petitions/{id}/clocks/{name}/ledger',
        ...['GET', 'POST'].map((method) => `${method} /v1/petitions/{id}/attachments`),
        'GET /v1/petitions/{id}/attachments/{file}',
        ...[
          'GET /v1/petitions/{id}/history',
          'GET /v1/session',
          'POST /v1/alerts/{id}/acknowledge',
          'POST /v1/petitions',
        ],
        ...['GET /v1/petitions/{id}/links', 'POST /v1/petitions/{id}/events', 'POST /v1/session', 'PUT /v1/clock'],
      ].sort(),
    );
    const served = [...routes.matchAll(/\(([A-Z, ]+)\)/g)].flatMap(([, methods]) =>
      String(methods)
        .split(', ')
        .filter((method) => method !== 'HEAD' && method !== 'OPTIONS'),
    );
    const beside = [
      '/',
      '/openapi.json',
      '/docs',
      '/docs/start.js',
      '/docs/swagger-ui.css',
      '/docs/swagger-ui-bundle.js',
    ];
    expect(served).toHaveLength(described.length + beside.length);
  });

  it('gives each operation an answer, a problem, and its parameters', () => {
    for (const { path, operation } of operations.filter((each) => each.path.startsWith('/v1/'))) {
      const { default: problem, ...answers } = operation.responses;
      expect(problem.content['application/problem+json'].schema).toEqual({ $ref: '#/components/schemas/Problem' });
      expect(Object.keys(answers).length).toBeGreaterThan(0);
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const inPath = (operation.parameters ?? []).filter((parameter: Json) => parameter.in === 'path');
      expect(inPath.map(({ name }: Json) => name).sort()).toEqual(named.sort());
      expect(operation.summary).toMatch(/./);
    }
  });

  it('asks for a token everywhere but at the door', () => {
    expect(document.components.securitySchemes.bearer).toMatchObject({ type: 'http', scheme: 'bearer' });
    expect(document.security).toEqual([{ bearer: [] }]);
    const open = operations.filter(({ operation }) => operation.security?.length === 0);
    expect(open.map(({ operation }) => operation.operationId).sort()).toEqual(['login']);
  });

  it('names the headers of the ground rules', () => {
    const headersOf = (id: string) =>
      operations
        .find(({ operation }) => operation.operationId === id)
        ?.operation.parameters.filter((parameter: Json) => parameter.in === 'header')
        .map(({ name, required }: Json) => [name, required]);
    expect(headersOf('registerPetition')).toEqual([['Idempotency-Key', false]]);
    expect(headersOf('advancePetition')).toEqual(
      expect.arrayContaining([
        ['If-Match', true],
        ['Idempotency-Key', false],
      ]),
    );
    expect(headersOf('showPetition')).toEqual([['If-None-Match', false]]);
  });

  it('lists each field of a registration and each query parameter of the list', () => {
    const register = operations.find(({ operation }) => operation.operationId === 'registerPetition')?.operation;
    const form = register.requestBody.content['application/json'].schema;
    expect(form.required.sort()).toEqual(['channel', 'petitioner', 'place', 'purpose', 'text', 'title']);
    expect(form.additionalProperties).toBe(false);
    const list = operations.find(({ operation }) => operation.operationId === 'listPetitions')?.operation;
    const names = list.parameters.filter((parameter: Json) => parameter.in === 'query').map(({ name }: Json) => name);
    expect(names.sort()).toEqual(
      [
        ...['stage', 'state', 'tag', 'unit', 'assignee', 'channel', 'category', 'overdue', 'dueBefore', 'dueAfter'],
        ...['code', 'q', 'limit', 'cursor'],
      ].sort(),
    );
  });

  it('is a page to read, from this server alone', async () => {
    const { body, headers } = await get('/docs');
    expect(headers.get('content-type')).toMatch(/^text\/html/);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    const linked = [...String(body).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => String(path));
    for (const path of linked) expect((await get(path)).headers.get('content-type')).toMatch(/javascript|css/);
  });
});
