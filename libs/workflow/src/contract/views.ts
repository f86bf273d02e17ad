import { z } from 'zod';
import { EVENT_NAMES } from './events.ts';
import { ClockView } from './clock-views.ts';
import {
  ALERT_KINDS,
  CHANNELS,
  DECISIONS,
  GROUNDS,
  keysOf,
  PASSED_BY,
  PROCEDURES,
  PURPOSES,
  RATINGS,
  RELATIONS,
  ROLES,
  STAGES,
  TRACKS,
} from './names.ts';

/** Shapes of the answers. Instants are RFC 3339 UTC, legal dates YYYY-MM-DD in Asia/Shanghai. */
const instant = z.iso.datetime();
const legalDate = z.iso.date();
const tag = z.string();

export const PersonView = z.object({
  name: z.string(),
  phone: z.string().nullable(),
  idNumber: z.string().nullable(),
  address: z.string().nullable(),
  masked: z.boolean(),
});

/** One of those complained about (被检举、控告人). */
export const AccusedView = z.object({
  number: z.int().describe('what REMOVE_ACCUSED calls it'),
  name: z.string().nullable().describe('null for whoever may not read the text'),
  unit: z.string().nullable().describe('code of the unit'),
  outside: z.boolean().describe('belongs to no unit here'),
  unknown: z.boolean().describe('nobody knows who it is'),
});

/** What a petitioner is told who is handed over to another procedure. */
export const HandOverView = z.object({
  track: z.enum(keysOf(TRACKS)),
  title: z.string(),
  article: z.string(),
  limits: z.string().describe('that procedure’s own limits'),
  outcomeOn: legalDate.nullable(),
});

/** 复查、复核: what the petitioner may ask for or has asked for, of whom and by when. */
export const RemedyView = z.object({
  kind: z.enum(['review', 'recheck']),
  status: z.enum(['open', 'underWay', 'decided']),
  organ: z.string().nullable(),
  until: legalDate.nullable().describe('last day to ask, or to decide'),
  decision: z.enum(keysOf(DECISIONS)).nullable(),
  publish: z.boolean(),
});

export const PetitionView = z
  .object({
    id: z.string(),
    code: z.string().describe('查询码'),
    title: z.string(),
    text: z.string().nullable(),
    stage: z.enum(keysOf(STAGES)),
    stageTitle: z.string(),
    state: z.string(),
    regions: z.record(z.string(), z.string()),
    tags: z.array(tag),
    version: z.int(),
    machine: z.object({ id: z.string(), version: z.int() }),
    channel: z.enum(keysOf(CHANNELS)),
    purpose: z.enum(keysOf(PURPOSES)),
    category: z.string().nullable(),
    track: z.enum(keysOf(TRACKS)).nullable().describe('the statutory way other than the petition procedure'),
    procedure: z.enum(keysOf(PROCEDURES)),
    place: z.string(),
    groupSize: z.int(),
    confidential: z.boolean(),
    petitioner: PersonView,
    representatives: z.array(PersonView),
    accused: z.array(AccusedView).describe('those complained about, but for what was removed'),
    unit: z.string().nullable(),
    assignee: z.string().nullable(),
    parties: z.array(
      z.object({ unit: z.string(), role: z.enum(['registrar', 'lead', 'co', 'superior', 'recommended']) }),
    ),
    parts: z
      .array(
        z.object({ unit: z.string(), dueOn: legalDate.nullable(), status: z.enum(['owed', 'submitted', 'excused']) }),
      )
      .describe('what each co-handler owes'),
    outcome: z.string().nullable(),
    handOver: HandOverView.nullable(),
    remedy: RemedyView.nullable(),
    mergedInto: z.string().nullable(),
    links: z.array(z.object({ petition: z.string(), relation: z.enum(keysOf(RELATIONS)) })),
    ratings: z.array(
      z.object({ round: z.int(), petitionOffice: z.enum(keysOf(RATINGS)), unit: z.enum(keysOf(RATINGS)) }),
    ),
    supervisionGrounds: z
      .array(z.enum(keysOf(GROUNDS)))
      .describe('grounds of a supervision that the case itself shows'),
    closing: z.object({ how: z.string(), basis: z.string().nullable() }).nullable(),
    clocks: z.array(ClockView),
    allowedEvents: z.array(z.enum(EVENT_NAMES)),
    receivedOn: legalDate,
    receivedAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Petition' });
export type PetitionView = z.output<typeof PetitionView>;

/** A row of the worklist: the petition without its text, persons and clocks. */
export const PetitionRow = PetitionView.pick({
  id: true,
  code: true,
  title: true,
  stage: true,
  stageTitle: true,
  state: true,
  tags: true,
  version: true,
  channel: true,
  purpose: true,
  category: true,
  place: true,
  groupSize: true,
  confidential: true,
  unit: true,
  assignee: true,
  receivedOn: true,
  receivedAt: true,
  updatedAt: true,
})
  .extend({
    dueAt: instant.nullable(),
    dueOn: legalDate.nullable(),
    provisional: z.boolean().describe('a holiday notice that dueOn rests on is not out yet'),
  })
  .meta({ id: 'PetitionRow' });
export type PetitionRow = z.output<typeof PetitionRow>;

export const HistoryView = z
  .object({
    seq: z.int(),
    kind: z.enum(['open', 'event', 'timer', 'amendment']),
    event: z.string(),
    title: z.string(),
    actor: z.object({ account: z.string(), unit: z.string() }).nullable(),
    at: instant,
    recordedAt: instant,
    latenessMs: z.int(),
    from: z.string().nullable(),
    to: z.string(),
    data: z.record(z.string(), z.unknown()),
    previous: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'HistoryEntry' });
export type HistoryView = z.output<typeof HistoryView>;

/** A file of a petition (附件). */
export const AttachmentView = z
  .object({
    id: z.string(),
    name: z.string().nullable().describe('null for whoever may not know who petitions'),
    mediaType: z.string(),
    size: z.int().describe('bytes'),
    sha256: z.string(),
    addedAt: instant,
    addedBy: z.object({ account: z.string(), unit: z.string() }),
    erased: z.boolean().describe('the content was erased; the history keeps its hash'),
  })
  .meta({ id: 'Attachment' });
export type AttachmentView = z.output<typeof AttachmentView>;

const linked = { petition: z.string(), code: z.string(), title: z.string(), stage: z.enum(keysOf(STAGES)) };
export const LinksView = z
  .object({
    confirmed: z.array(z.object({ ...linked, relation: z.enum(keysOf(RELATIONS)) })),
    suggested: z
      .array(
        z.object({
          ...linked,
          samePerson: z.boolean(),
          likeness: z.number().describe('shared pairs of characters of the two texts, 0 to 1'),
          relation: z.enum(keysOf(RELATIONS)).describe('what LINK would say'),
        }),
      )
      .describe('for a person to confirm with LINK'),
  })
  .meta({ id: 'Links' });

export const AllowedEventsView = z
  .object({
    allowed: z.array(
      z.object({
        type: z.enum(EVENT_NAMES),
        title: z.string(),
        description: z.string(),
        article: z.string().nullable(),
        schema: z.record(z.string(), z.unknown()).describe('JSON Schema 2020-12 of data'),
        example: z.unknown(),
      }),
    ),
    blocked: z.array(z.object({ type: z.enum(EVENT_NAMES), title: z.string(), why: z.string() })),
  })
  .meta({ id: 'AllowedEvents' });

const AlertStep = z.object({
  unit: z.string(),
  person: z.string().nullable(),
  skipped: z.enum(keysOf(PASSED_BY)).optional().describe('why it was passed by'),
  as: z.enum(['holder', 'deputy', 'desk']).optional().describe('how it was reached'),
});
/** A step of an alert's way: whom it passed by, or whom it reached. */
export type AlertStep = z.output<typeof AlertStep>;

export const AlertView = z
  .object({
    id: z.string(),
    kind: z.enum(keysOf(ALERT_KINDS)),
    title: z.string(),
    level: z.int(),
    petitionId: z.string().nullable().describe('null for an alarm about the system itself, which administrators see'),
    petitionCode: z.string().nullable(),
    clock: z.string().nullable(),
    dueOn: legalDate,
    to: z.object({ unit: z.string().nullable(), person: z.string().nullable() }),
    why: z.string().nullable().describe('why it came here and not to whom it was meant for; null when it did'),
    route: z.array(AlertStep),
    raisedAt: instant,
    acknowledgedAt: instant.nullable(),
    acknowledgedBy: z.string().nullable(),
  })
  .meta({ id: 'Alert' });
export type AlertView = z.output<typeof AlertView>;

export const AccountView = z
  .object({
    username: z.string(),
    name: z.string(),
    unit: z.object({ code: z.string(), name: z.string() }),
    roles: z.array(z.enum(keysOf(ROLES))),
  })
  .meta({ id: 'Account' });

export const SessionView = z
  .object({ token: z.string(), expiresAt: instant, account: AccountView })
  .meta({ id: 'Session' });
