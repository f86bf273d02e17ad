// Who works in the offices of the township and above it, and who of them sends what.

export const OFFICE = 'll.xfb';
export const ADMIN = 'admin';
const OFFICERS = [OFFICE, 'll.xfb.clerk'];
const LEADERS = ['ll.mayor', 'll.secretary'];
const COUNTY = 'qh.director';
const SUPERVISORS = [OFFICE, 'll.secretary', COUNTY];
const VISITOR = 'll.jw';

export const HANDLERS = {
  'ys-qh-ll-rsz': 'll.rsz',
  'ys-qh-ll-zrs': 'll.zrs',
  'ys-qh-ll-hbz': 'll.hbz',
  'ys-qh-ll-nyb': 'll.nyb',
  'ys-qh-ll-mzb': 'll.mzb',
  'ys-qh-ll-cjb': 'll.cjb',
};
export const UNITS = Object.keys(HANDLERS);

export const USERS = [...OFFICERS, ...LEADERS, COUNTY, VISITOR, ...Object.values(HANDLERS), ADMIN];

const BY_OFFICE = [
  ...['ACCEPT', 'REFUSE', 'REDIRECT', 'REQUEST_SUPPLEMENT', 'SUPPLEMENT', 'WITHDRAW', 'TRANSFER', 'MERGE', 'UNMERGE'],
  ...['DECIDE_OBJECTION', 'CLOSE', 'REOPEN', 'LINK', 'REPORT_URGENT', 'RATE', 'EXCUSE_PART'],
  ...['REQUEST_REVIEW', 'REQUEST_RECHECK'],
];
const BY_LEADER = ['DECIDE_EXTENSION', 'APPROVE_OPINION', 'RETURN_OPINION', 'FALL_BACK', 'ARBITRATE'];
const BY_SUPERVISOR = ['URGE', 'SUPERVISE', 'RECOMMEND', 'REWORK'];
/** The organ of a remedy decides, and holds its hearing. */
const ABOVE = ['DECIDE_REVIEW', 'DECIDE_RECHECK', 'OPEN_HEARING', 'CLOSE_HEARING'];

/** Who would send an event to a petition as it was last seen. */
export function senderOf(type, petition, dice) {
  const { unit, confidential, remedy, parts } = petition;
  const underReview = remedy?.status === 'underWay';
  if (BY_OFFICE.includes(type)) return dice.pick(OFFICERS);
  if (unit === null && (type === 'ANSWER' || type === 'SERVE')) return dice.pick(OFFICERS); // here, or merged
  if (BY_LEADER.includes(type)) return confidential ? OFFICE : dice.pick(LEADERS);
  if (BY_SUPERVISOR.includes(type)) return dice.pick(SUPERVISORS);
  if (ABOVE.includes(type) && underReview) return remedy.kind === 'recheck' ? COUNTY : dice.pick(LEADERS);
  if (type === 'RECORD_FOLLOW_UP') return confidential ? dice.pick(OFFICERS) : VISITOR;
  const owed = parts.find(({ status }) => status === 'owed');
  return HANDLERS[type === 'SUBMIT_PART' && owed ? owed.unit : unit] ?? 'll.rsz';
}
