import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { COMPONENTS } from './describe.ts';
import { serveDocs } from './docs.ts';

const unitNamed = z.object({ unit: z.string(), name: z.string() });
const fieldError = z.object({
  pointer: z.string(),
  detail: z.string(),
  suggestions: z.array(unitNamed).optional().describe('units that may be meant'),
});

/** RFC 9457. */
const ProblemView = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  errors: z.array(fieldError).optional(),
});

/** `/openapi.json` and `/docs`, made from the controllers and the schemas that parse their requests. */
export function serveDescription(app: NestFastifyApplication): void {
  const document = describeApi(app);
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/openapi.json', (_request, reply) => reply.send(document));
  serveDocs(fastify);
}

function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('回音 Huiyin')
    .setDescription('信访事项办理系统 · A petition case system in which no petition can be forgotten')
    .setVersion('1')
    .setOpenAPIVersion('3.1.1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  const document = SwaggerModule.createDocument(app, config);
  const { $schema: _dialect, ...problem } = z.toJSONSchema(ProblemView);
  const schemas = { ...document.components?.schemas, ...COMPONENTS, Problem: problem };
  namePathParameters(document);
  return { ...document, components: { ...document.components, schemas: schemas as never } };
}

/** Without decorator metadata Nest does not see the parameters of a path; the path itself names them. */
function namePathParameters({ paths }: OpenAPIObject): void {
  for (const [path, item] of Object.entries(paths)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name));
    const parameters = names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }) as const);
    for (const operation of [item.get, item.post, item.put, item.delete]) {
      if (operation) operation.parameters = [...parameters, ...(operation.parameters ?? [])];
    }
  }
}
