import type { PetitionFacts } from '@huiyin/workflow';
import { ACase, OTHER, UNITS } from '../../support/a-case.ts';

/** A whole case, told from its registration to its end. */
export interface Story {
  readonly about: string;
  readonly told: ACase;
}

const { lead, co, another, above, top } = UNITS;

const registered = (name: string, on: string, given: Partial<PetitionFacts> = {}) => ACase.registered(on, given, name);
const decided = (at: ACase, data: object = {}) =>
  at.send('HEAR').wait(2).send('INVESTIGATE').wait(3).send('ISSUE_OPINION', data).send('APPROVE_OPINION');
const handled = (at: ACase) => at.send('ACCEPT').wait(1).send('TRANSFER', { unit: lead }).wait(2).send('GIVE_NOTICE');
const followedUp = (at: ACase, result = 'satisfied') => at.wait(16).send('RECORD_FOLLOW_UP', { result });
const back = (at: ACase) => at.wait(2).send('OBJECT').wait(1).send('DECIDE_OBJECTION', { upheld: true });

/** One for each theme of the law. Their histories are kept in test/fixtures/histories, and later charts must still replay them. */
export const STORIES: Readonly<Record<string, () => Story>> = {
  'ordinary-path': () => {
    const served = decided(handled(registered('ordinary-path', '2026-03-02', { receivedOn: '2026-02-27' })), {
      outcome: 'support',
      executeBy: '2026-04-20',
    })
      .wait(2)
      .send('SERVE');
    const over = followedUp(served).send('RATE').wait(20);
    return {
      about: 'An appeal is supported, its window runs out, the opinion is carried out (Art. 22–35)',
      told: over.send('RECORD_EXECUTION'),
    };
  },

  suggestion: () => {
    const noticed = handled(registered('suggestion', '2026-04-20', { purpose: 'suggestion', channel: 'online' }));
    const served = noticed
      .send('INVESTIGATE')
      .send('ISSUE_OPINION', { outcome: 'partlyAdopt' })
      .send('APPROVE_OPINION');
    return { about: 'A suggestion is studied and partly adopted (Art. 29)', told: followedUp(served.send('SERVE')) };
  },

  accusation: () => {
    const facts = { purpose: 'accusation', confidential: true, accusedUnits: ['ys-qh-ll-ds'] } as const;
    const sent = registered('accusation', '2026-03-02', facts).send('ACCEPT').send('TRANSFER', { unit: 'ys-qh-ll-jw' });
    const served = sent.send('GIVE_NOTICE').send('INVESTIGATE').wait(20).send('ISSUE_OPINION', { outcome: 'explain' });
    const recorded = served.send('APPROVE_OPINION').send('SERVE').wait(15);
    const told = recorded.send('RECORD_FOLLOW_UP', { result: 'partly' });
    return {
      about: 'An accusation goes to discipline inspection and never to the accused (Art. 30)',
      told,
    };
  },

  inquiry: () => {
    const late = registered('inquiry', '2026-03-02', { purpose: 'inquiry', channel: 'phone' }).wait(17);
    return { about: 'An inquiry is answered too late (Art. 23)', told: late.send('ANSWER').send('RATE') };
  },

  simplified: () => {
    const accepted = registered('simplified', '2026-02-13').send('ACCEPT', { procedure: 'simple' });
    const noticed = accepted.wait(1).send('TRANSFER', { unit: lead }).wait(9).send('GIVE_NOTICE');
    const fallen = noticed.wait(5).send('FALL_BACK').wait(40).send('REQUEST_EXTENSION', { days: 20 });
    const extended = fallen.wait(1).send('DECIDE_EXTENSION', { approved: true, reasonNotified: true });
    const closed = followedUp(decided(extended.wait(20), { outcome: 'reject' }).send('SERVE')).send('CLOSE');
    return { about: 'The simplified procedure, the fall-back and an extension (Art. 31, 34)', told: closed };
  },

  merged: () => {
    const merged = registered('merged', '2026-03-02')
      .send('REQUEST_SUPPLEMENT')
      .wait(3)
      .send('SUPPLEMENT', { contactable: true })
      .send('MERGE');
    const alone = merged.wait(10).send('UNMERGE', {}).wait(1).send('MERGE', { into: OTHER });
    const served = alone.wait(50).send('SERVE', { servedOn: '2026-05-04', method: 'post', receipt: 'proofOfDelivery' });
    return {
      about: 'Merged, unmerged, merged again and answered with the other (practice)',
      told: followedUp(served).wait(30),
    };
  },

  arbitrated: () => {
    const once = back(registered('arbitrated', '2026-02-05').send('ACCEPT').send('TRANSFER', { unit: lead }));
    const twice = back(once.wait(2).send('TRANSFER', { unit: another })).wait(12);
    const urged = twice
      .send('SUPERVISE', { ground: 'bounced' })
      .send('ARBITRATE', { unit: co })
      .send('ANSWER_SUPERVISION');
    const served = decided(urged.wait(4).send('GIVE_NOTICE'), { outcome: 'explain' }).send('SERVE');
    return {
      about: 'Two units send it back, their common superior decides (Art. 23, 24)',
      told: followedUp(served).wait(20),
    };
  },

  joint: () => {
    const assigned = registered('joint', '2026-03-02', { groupSize: 12 }).send('ACCEPT');
    const sent = assigned.send('TRANSFER', { unit: lead, mode: '交办', reportBy: '2026-04-30' }).send('GIVE_NOTICE');
    const asked = sent
      .send('ADD_PARTY', { unit: co })
      .wait(1)
      .send('ADD_PARTY', { unit: another, dueOn: '2026-03-10' });
    const parts = asked.wait(12).send('SUBMIT_PART', { unit: another }).send('EXCUSE_PART', { unit: co });
    const taken = parts.send('SUCCEED', { unit: 'ys-qh-ll-mzb' });
    const served = decided(taken, { outcome: 'reject' }).send('SERVE').wait(1).send('REPORT_BACK');
    return {
      about: 'Assigned to a lead, whose successor goes on, and two co-handlers; reported back (Art. 22, 24)',
      told: followedUp(served).wait(20),
    };
  },

  mediated: () => {
    const mediating = handled(registered('mediated', '2026-03-02'))
      .send('START_MEDIATION')
      .wait(10)
      .send('FAIL_MEDIATION');
    const settled = mediating.send('HEAR').send('START_MEDIATION').wait(30).send('SETTLE', { kind: 'settlement' });
    return {
      about: 'Mediation fails once and then leads to an agreement (Art. 33)',
      told: followedUp(settled.send('SERVE')),
    };
  },

  rechecked: () => {
    const heard = handled(registered('rechecked', '2026-07-20')).send('OPEN_HEARING').wait(10).send('CLOSE_HEARING');
    const served = decided(heard, { outcome: 'reject' }).send('SERVE', { method: 'post', receipt: 'refused' }).wait(28);
    const asked = served.send('RECORD_FOLLOW_UP', { result: 'partly' }).send('REQUEST_REVIEW', { organ: above });
    const reviewed = asked.wait(31).send('DECIDE_REVIEW').wait(3).send('REQUEST_RECHECK', { organ: top }).wait(20);
    const told = reviewed.send('OPEN_HEARING').wait(15).send('CLOSE_HEARING').wait(8);
    return {
      about: '复查 too late, 复核 after a hearing whose time is not counted, published (Art. 35, 36)',
      told: told.send('DECIDE_RECHECK', { decision: 'change', publish: true }),
    };
  },

  'handled-again': () => {
    const served = decided(handled(registered('handled-again', '2026-03-02')), { outcome: 'support' }).send('SERVE');
    const again = decided(followedUp(served, 'notSolved').wait(5), { outcome: 'explain' }).send('SERVE').wait(2);
    const asked = again.send('REQUEST_REVIEW', { organ: above }).wait(10);
    const revoked = asked.send('DECIDE_REVIEW', { decision: 'revoke' });
    const third = followedUp(decided(revoked.wait(5)).send('SERVE'), 'unreachable');
    const reached = third.wait(1).send('RECORD_FOLLOW_UP', { result: 'unreachable' }).wait(1);
    const over = reached.send('RECORD_FOLLOW_UP', { result: 'unreachable' }).wait(20).send('RECORD_EXECUTION');
    return {
      about: 'Not solved, revoked by a review, handled three times; three calls in vain (practice)',
      told: over,
    };
  },

  supervised: () => {
    const idle = registered('supervised', '2026-03-02')
      .wait(30)
      .send('URGE')
      .send('SUPERVISE', { ground: 'procedure' });
    const noticed = handled(idle).send('ANSWER_SUPERVISION').wait(70).send('SUPERVISE', { ground: 'overdue' });
    const told = noticed.send('RECOMMEND', { to: lead }).wait(1).send('RECOMMEND', { to: above, kind: 'policy' });
    const served = decided(told.send('REPORT_URGENT'), { outcome: 'support' }).wait(9).send('SERVE');
    const closed = followedUp(served).send('CLOSE').send('ANSWER_RECOMMENDATION', { number: 2, adopted: 'no' });
    const late = closed.wait(60).send('ANSWER_SUPERVISION').send('SUPERVISE', { ground: 'notExecuted' });
    const answered = late.send('RECORD_EXECUTION').send('ANSWER_SUPERVISION').send('ANSWER_RECOMMENDATION');
    return {
      about: 'Nobody acts: alerts, supervision, recommendations, after the end as well (Art. 40)',
      told: answered,
    };
  },

  'handed-over': () => {
    const mistaken = registered('handed-over', '2026-03-02').send('REFUSE', { basis: 'litigation-visit' }).wait(10);
    const noticed = handled(mistaken.send('REOPEN')).send('ROUTE_TRACK', { track: 'duty', organ: undefined }).wait(20);
    const routed = noticed.send('ROUTE_TRACK', { track: 'arbitration', organ: '劳动人事争议仲裁委员会' }).wait(45);
    return {
      about: 'Refused by mistake, reopened, handed over, the outcome linked back (Art. 19, 31)',
      told: routed.send('RECORD_TRACK_OUTCOME'),
    };
  },

  'on-file': () => {
    const arrived = registered('on-file', '2026-03-02', { contactable: false, channel: 'letter' }).send('ACCEPT');
    const taken = arrived.send('TRANSFER', { unit: lead }).send('ASSIGN', { assignee: 'll.zrs' }).wait(20);
    const recused = taken.send('GIVE_NOTICE', { method: 'notOwed' }).send('RECUSE', { account: 'll.zrs' });
    const found = recused.send('LINK', { petition: OTHER }).send('INVESTIGATE', {}, 'coHandler');
    const signed = found.send('ISSUE_OPINION', { outcome: 'explain' }, 'coHandler').send('RETURN_OPINION');
    const told = signed.send('ISSUE_OPINION', { outcome: 'explain' }, 'coHandler').send('APPROVE_OPINION');
    const onFile = told.send('SERVE', { method: 'onFile' }, 'coHandler').wait(60);
    return {
      about: 'Nobody knows who wrote: looked into and put on file; then somebody turns up and is served (Art. 23, 28)',
      told: followedUp(onFile.send('SERVE', { method: 'inPerson' }, 'coHandler')).wait(20),
    };
  },

  'asked-in-time': () => {
    const closed = followedUp(
      decided(handled(registered('asked-in-time', '2026-09-01')), { outcome: 'reject' }).send('SERVE'),
    ).wait(25);
    const asked = closed.send('REQUEST_REVIEW', { organ: above, requestedOn: '2026-09-30' }).wait(10);
    const over = asked.send('DECIDE_REVIEW', { servedOn: '2026-10-28' }).wait(40);
    return { about: 'A request for a review that was posted in time and arrives after the end (Art. 35)', told: over };
  },
};
