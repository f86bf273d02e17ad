import { z } from 'zod';
import { EVENT_NAMES, EVENTS } from './events.ts';
import type { EventSpec, Sender } from './events/kit.ts';
import type { Role } from './names.ts';
import { FIELDS, namedIn, recipientsOf } from './fields.ts';

interface Property {
  readonly type?: string;
  readonly enum?: unknown;
  readonly format?: string;
  readonly personal?: boolean;
  readonly keeps?: readonly string[];
  readonly names?: string;
  readonly anyOf?: readonly Property[];
  readonly items?: Property;
}

/** A field that may hold a name of somebody or something, and does not say so. */
function isSilent({ names, personal, keeps, type, enum: codes, format, anyOf = [], items }: Property): boolean {
  if (names !== undefined || (personal && keeps === undefined)) return false;
  if (type === 'string') return codes === undefined && format !== 'date';
  return type === 'object' || anyOf.length > 0 || (items !== undefined && isSilent(items));
}

const silentIn = (data: z.ZodType): string[] => {
  const { properties = {} } = z.toJSONSchema(data, { io: 'input' }) as { properties?: Record<string, Property> };
  return Object.entries(properties).flatMap(([field, property]) => (isSilent(property) ? [field] : []));
};

describe('every event', () => {
  it.each(EVENT_NAMES)(
    '%s says of each of its texts that it is about persons, whom it names, or that it names nobody',
    (type) => {
      expect(silentIn(EVENTS[type].data)).toEqual([]);
    },
  );

  it.each([
    ['a text', z.string()],
    ['a text that may be left out', z.string().optional()],
    ['a list of texts', z.array(z.string())],
    ['an object', z.object({ unit: z.string() })],
    ['a list that is partly about persons', z.array(z.string()).meta({ personal: true, keeps: ['unit'] })],
  ])('would be caught with %s that says nothing', (_, field) => {
    expect(silentIn(z.strictObject({ field }))).toEqual(['field']);
  });

  it.each(EVENT_NAMES)('%s has an example that is valid, also where it is fitted and with what is supposed', (type) => {
    const { data, example, fitting, supposing }: EventSpec = EVENTS[type];
    for (const other of [{}, fitting?.data ?? {}, supposing ?? {}]) {
      expect(data.safeParse({ ...(example as object), ...other }).error).toBeUndefined();
    }
  });

  it.each(EVENT_NAMES)('%s has roles that its sender has', (type) => {
    const { sender, roles }: EventSpec = EVENTS[type];
    const working: readonly Role[] = ['handler', 'leader'];
    const theirs: Readonly<Record<Sender, readonly Role[]>> = {
      ...{ registrar: ['intake'], overseers: ['supervisor'], followUp: ['follow-up'] },
      ...{ organ: ['leader'], superior: ['leader'] },
      ...{ unit: working, unitOrRegistrar: working, unitOrOrgan: working },
      ...{ owesPart: working, takesPart: working, recommended: working },
    };
    expect(roles.some((role) => theirs[sender].includes(role))).toBe(true);
    if (theirs[sender] !== working && theirs[sender][0] !== 'leader') {
      expect(roles.filter((role) => working.includes(role))).toEqual([]);
    }
  });
});

describe('what an event names', () => {
  it.each([
    ['a unit', 'TRANSFER', { unit: 'a', mode: 'transfer' }, ['a']],
    ['organs in words', 'REPORT_URGENT', { informed: ['a', 'b'], reason: '急' }, ['a', 'b']],
    ['nothing that was left out', 'ROUTE_TRACK', { track: 'duty' }, []],
    ['nobody whom it does not go to', 'EXCUSE_PART', { unit: 'a' }, []],
    ['nothing if it is a timer', 'xstate.after.HANDLING_DUE', undefined, []],
  ])('to bring the matter there: %s', (_, type, data, expected) => {
    expect(recipientsOf(type, data)).toEqual(expected);
  });

  it.each([
    ['LINK', { petition: 'other' }],
    ['UNLINK', { petition: 'other' }],
    ['MERGE', { into: 'other' }],
  ])('as another petition: %s', (type, data) => {
    expect(namedIn(type, data, 'petition', 'lead', 'link')).toEqual(['other']);
  });

  it('is said of a field that may be left out as well', () => {
    expect(FIELDS.get('SUBMIT_PART')?.naming).toEqual([{ field: 'unit', names: 'ownPart' }]);
    expect(FIELDS.get('SUPPLEMENT')?.personal).toEqual(new Map([['note', null]]));
  });

  it('is never nobody in a field that is called after a unit, a person or a petition', () => {
    const called = ['unit', 'to', 'organ', 'assignee', 'account', 'petition', 'into'];
    const silent = EVENT_NAMES.flatMap((type) => {
      const naming = FIELDS.get(type)?.naming.map(({ field }) => field) ?? [];
      const { properties = {} } = z.toJSONSchema(EVENTS[type].data, { io: 'input' });
      const isCode = (field: string) => typeof properties[field] === 'object' && 'enum' in properties[field];
      const fields = Object.keys(properties).filter((field) => called.includes(field) && !isCode(field));
      return fields.filter((field) => !naming.includes(field)).map((field) => `${type}.${field}`);
    });
    expect(silent).toEqual([]);
  });
});
