import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { COMPONENTS } from './describe.ts';
import { serveDocs } from './docs.ts';

/** RFC 9457. */
const ProblemView = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});

/** `/openapi.json` and `/docs`, made from the controllers and the schemas that parse their requests. */
export function serveDescription(app: NestFastifyApplication): void {
  const document = describeApi(app);
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
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
  return { ...document, components: { ...document.components, schemas: schemas as never } };
}
