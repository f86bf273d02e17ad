import { parsed } from '@huiyin/office';
import type { PipeTransform } from '@nestjs/common';
import type { z } from 'zod';

/** Parses a body, query or parameter; whatever is wrong is named field by field. */
export class ZodPipe<S extends z.ZodType> implements PipeTransform<unknown, z.output<S>> {
  constructor(private readonly schema: S) {}

  transform(value: unknown): z.output<S> {
    return parsed(this.schema, value ?? {}, '');
  }
}
