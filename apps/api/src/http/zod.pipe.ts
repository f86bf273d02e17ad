import type { PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { fieldErrors } from './field-errors.ts';
import { invalidInput } from './problem.ts';

/** Parses a body, query or parameter; whatever is wrong is named field by field. */
export class ZodPipe<S extends z.ZodType> implements PipeTransform<unknown, z.output<S>> {
  constructor(private readonly schema: S) {}

  transform(value: unknown): z.output<S> {
    return parseOrRefuse(this.schema, value ?? {}, '');
  }
}

/** @param below JSON Pointer of the value within the request's body */
export function parseOrRefuse<S extends z.ZodType>(schema: S, value: unknown, below: string): z.output<S> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (!parsed.success) throw invalidInput(fieldErrors(parsed.error.issues, below));
  return parsed.data;
}
