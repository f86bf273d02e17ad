/** The application, without a server: what offices do with petitions. */
import type * as errors from './errors.ts';
import type { Refusal } from './refusal.ts';

export * from './errors.ts';
/** Any error of this library: whoever tells them all is reminded of a new one by the compiler. */
export type OfficeError = Refusal | InstanceType<(typeof errors)[keyof typeof errors]>;

export { createOffice, type Ground, type Office } from './office.ts';
export { Refusal, notFound, invalidInput, type FieldFault, type RefusalCode, type Words } from './refusal.ts';
export { parsed } from './field-faults.ts';

export { endAbsence, listAbsences, recordAbsences, type Absence } from './access/absences.ts';
export { isKeptFrom, keptFrom, organAbove } from './access/accused.ts';
export { Directory, UnitTree } from './access/directory.ts';
export { takeOverAgain } from './access/heirs.ts';
export {
  importOrganisation,
  newPassword,
  parseOrganisation,
  resetPassword,
  type Organisation,
} from './access/organisation.ts';
export { hashPassword } from './access/password.ts';
export { maySeeText, maySend, mustHaveRole, type Involved } from './access/permission.ts';
export { Sessions } from './access/sessions.ts';
export { createViewer, type Viewer } from './access/viewer.ts';
export { besideCases, scopeOf, seenBy, visibleTo } from './access/visibility.ts';

export type { Upload } from './act/attach.ts';
export type { NewFile } from './act/attachments.ts';
export { createRegister, type Register } from './act/register.ts';
export type { Acted, Versions } from './act/send.ts';

export { AlertProjection, type AlertOptions } from './alerts/alert-projection.ts';
export { ALERT_CHANNEL } from './alerts/channel.ts';
export { EMAIL, oweLetters, readLetter, type Letter } from './alerts/letters.ts';
export type { AlertRow } from './alerts/inbox.ts';
export { Recipients } from './alerts/recipients.ts';
export { Deliveries, oweDeliveries } from './outbox/deliveries.ts';
export { USUAL_POLICY } from './outbox/deliverer.ts';
export type { Deliverer, DeliveryPolicy, Outgoing } from './outbox/deliverer.ts';
export type { Effect, Projection } from './outbox/effect.ts';

export { applyCalendar, calendarDone, foreseeCalendar } from './law/calendar-change.ts';
export type { CalendarProgress, CaseMove } from './law/calendar-change.ts';
export { tryDraft, type Draft, type DraftProgress } from './law/draft/draft.ts';
export { DIFFERENCES, mergedTallies, NAMED, type Tally } from './law/draft/tally.ts';
export { currentCalendar, lawFor, missingNotices, NATIONAL_LAW, type AreaPolicy, type Law } from './law/law.ts';
export { readLaw, readPolicy } from './law/read.ts';

export { audit, type AuditProgress } from './proof/audit.ts';
export type { AuditFinding } from './proof/surroundings.ts';
export { checkClocks, type ClockCheck } from './proof/clock-check.ts';
export { migrateCases, takeBackCases, type MigrationProgress } from './proof/migration/run.ts';
export { surveyMigration, type MigrationSurvey } from './proof/migration/survey.ts';

export { fromHistory } from './read/from-history.ts';
export { normalize } from './read/grams.ts';
export { SAME_MATTER } from './read/links.ts';
export type { ListedPetition, PetitionFilter } from './read/list.ts';
export { namesOf } from './read/petitions.ts';
export type { AnsweredPetition, FactsRow, HistoryLine, PersonRow } from './read/petitions.ts';
export type { Share } from './read/share.ts';
export { withoutUnknown, type Relatives } from './read/relatives.ts';
export { UUID } from './read/uuid.ts';
export { BEFORE_ALL, CHUNK } from './chunk.ts';
