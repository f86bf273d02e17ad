import type { PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { invalidInput } from './problem.ts';
import type { FieldError } from './problem.ts';

/** Parses a body, query or parameter; whatever is wrong is named field by field. */
export class ZodPipe<S extends z.ZodType> implements PipeTransform<unknown, z.output<S>> {
  constructor(private readonly schema: S) {}

  transform(value: unknown): z.output<S> {
    return parseOrRefuse(this.schema, value ?? {}, '');
  }
}

/** @param below JSON Pointer of the value within the request's body */
export function parseOrRefuse<S extends z.ZodType>(schema: S, value: unknown, below: string): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalidInput(parsed.error.issues.flatMap((issue) => fieldErrors(issue, below)));
  return parsed.data;
}

function fieldErrors(issue: z.core.$ZodIssue, below: string): FieldError[] {
  const pointer = below + issue.path.map((part) => `/${escape(String(part))}`).join('');
  if (issue.code !== 'unrecognized_keys') return [{ pointer, detail: issue.message }];
  return issue.keys.map((key) => ({ pointer: `${pointer}/${escape(key)}`, detail: '没有这个字段 (unknown field)' }));
}

/** RFC 6901 §3. */
function escape(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}
