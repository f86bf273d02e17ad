import type { z } from 'zod';
import { invalidInput } from './refusal.ts';
import type { FieldFault, Words } from './refusal.ts';

/**
 * @param below JSON Pointer of the value within the request's body
 * @throws Refusal `invalid-input`
 */
export function parsed<S extends z.ZodType>(schema: S, value: unknown, below: string): z.output<S> {
  const { success, data, error } = schema.safeParse(value, { reportInput: true });
  if (!success) throw invalidInput(fieldFaults(error.issues, below));
  return data;
}

/** What zod found wrong, one line a field, in words for whoever filled the form in. */
export function fieldFaults(issues: readonly z.core.$ZodIssue[], below: string): FieldFault[] {
  const faults = new Map<string, FieldFault>();
  for (const issue of issues) {
    const fields = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    for (const field of fields) {
      const pointer = below + field.map((part) => `/${escape(String(part))}`).join('');
      if (!faults.has(pointer)) faults.set(pointer, { pointer, detail: wordsFor(issue) });
    }
  }
  return [...faults.values()];
}

/** RFC 6901 §3. */
function escape(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

function wordsFor(issue: z.core.$ZodIssue): Words {
  switch (issue.code) {
    case 'unrecognized_keys':
      return { zh: '没有这个字段', en: 'unknown field' };
    case 'invalid_type':
      return issue.input === undefined ? { zh: '必填', en: 'is required' } : mustBe(issue.expected);
    case 'invalid_value':
      return issue.input === undefined ? { zh: '必填', en: 'is required' } : oneOf(issue.values);
    case 'too_small':
      return bound(issue.origin, Number(issue.minimum), { zh: '至少', en: 'at least' });
    case 'too_big':
      return bound(issue.origin, Number(issue.maximum), { zh: '至多', en: 'at most' });
    case 'invalid_format':
      return FORMATS[issue.format] ?? own(issue.message);
    default:
      return own(issue.message);
  }
}

const TYPES: Readonly<Record<string, Words>> = {
  string: { zh: '文字', en: 'a text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: ' true 或 false', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
};
const OBJECT: Words = { zh: '对象', en: 'an object' };

function mustBe(expected: string): Words {
  const { zh, en } = TYPES[expected] ?? OBJECT;
  return { zh: `应为${zh}`, en: `must be ${en}` };
}

function oneOf(values: readonly unknown[]): Words {
  const names = values.map(String);
  return { zh: `只能是：${names.join('、')}`, en: `must be one of: ${names.join(', ')}` };
}

const COUNTED: Readonly<Record<string, Words>> = {
  string: { zh: ' 个字符', en: ' characters' },
  array: { zh: ' 项', en: ' items' },
};

function bound(origin: string, limit: number, { zh, en }: Words): Words {
  const of = COUNTED[origin] ?? { zh: '', en: '' };
  return { zh: `${zh} ${limit}${of.zh}`, en: `${en} ${limit}${of.en}` };
}

const FORMATS: Readonly<Record<string, Words>> = {
  date: { zh: '应为存在的日期，如 2026-02-24', en: 'must be a date that exists, such as 2026-02-24' },
  datetime: {
    zh: '应为 RFC 3339 时刻，如 2026-02-24T08:00:00Z',
    en: 'must be an instant such as 2026-02-24T08:00:00Z',
  },
  uuid: { zh: '应为编号', en: 'must be an id' },
};

/** A schema's own message: Chinese, then after a bar English. */
function own(message: string): Words {
  const [zh = '', en = zh] = message.split('|');
  return { zh, en };
}
