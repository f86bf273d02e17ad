/** What each article of 《信访工作条例》 (2022) says, as far as the chart rests on it: a short title of ours, never its text. */
import type { Words } from '@huiyin/workflow';

export const ARTICLES: Readonly<Record<string, Words>> = {
  19: {
    zh: '提出时载明请求和事实；已在办理的，上级不予受理',
    en: 'What a petition states; one already in hand is not taken up higher',
  },
  20: { zh: '走访到有权机关的接待场所；涉诉的去政法机关', en: 'Where visits go; court matters go to the courts' },
  21: { zh: '网上运行，信访人可以查询、评价', en: 'Everything online; petitioners can look up and rate' },
  22: { zh: '信访部门登记，十五日内转送、交办', en: 'Registered; transferred or assigned within fifteen days' },
  23: {
    zh: '十五日内书面告知；不属职权的五个工作日内提异议',
    en: 'Written notice within fifteen days; objection within five working days',
  },
  24: {
    zh: '涉及几个单位的协商，有争议由共同的上一级定',
    en: 'Several organs agree; disputed, their common superior decides',
  },
  25: { zh: '重大、紧急的及时报告', en: 'What is grave or urgent is reported at once' },
  28: { zh: '不得推诿拖延；有利害关系的回避', en: 'No evasion or delay; whoever is interested stands aside' },
  29: {
    zh: '意见建议认真研究，采纳或部分采纳，予以回复',
    en: 'Suggestions are studied, adopted where sound, and answered',
  },
  30: {
    zh: '检举控告由有权机关办理，不得转给被检举人',
    en: 'Accusations: the competent organ only, never the accused',
  },
  31: {
    zh: '申诉求决六条途径；听取陈述、调查核实，可以听证',
    en: 'Six ways for appeals; hear, investigate, perhaps a hearing',
  },
  32: { zh: '意见书写明四项；支持的督促执行', en: 'The opinion’s four parts; what it supports is carried out' },
  33: { zh: '自愿调解、和解，制作协议书', en: 'Voluntary mediation and settlement, with a written agreement' },
  34: { zh: '六十日办结，至多延长三十日并告知理由', en: 'Sixty days; at most thirty more, with the reason' },
  35: { zh: '三十日内请求复查，三十日内答复', en: 'Review: thirty days to ask, thirty to answer' },
  36: {
    zh: '三十日内请求复核，三十日内答复，听证不计；此后不再受理',
    en: 'Recheck likewise, hearing not counted; nothing after it',
  },
  40: { zh: '督办，三项建议，书面反馈', en: 'Supervision, three kinds of recommendation, written answers' },
};
