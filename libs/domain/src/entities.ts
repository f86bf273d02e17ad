/** The TypeORM door: what is stored. Written cases go through the workflow engine alone; see libs/workflow/src/engine. */
export * from './entities/access.entity.ts';
export * from './entities/alert.entity.ts';
export * from './entities/attachment.entity.ts';
export * from './entities/case.entity.ts';
export * from './entities/clock-check.entity.ts';
export * from './entities/delivery.entity.ts';
export * from './entities/petition.entity.ts';
export { dataSourceOptions } from './entities/data-source.ts';
