import type { HelpByState, SuggestOutcome } from '@yingma/assist'
import type { Language } from '@yingma/core'
import { layColumns } from '../command-line/columns.ts'

const OUTCOMES: Readonly<Record<Language, Readonly<Record<SuggestOutcome, string>>>> = {
  zh: {
    agreed: '两次一致',
    declined: '模型不选',
    disagreed: '两次不一致',
    'outside-list': '不在候选之列',
    malformed: '回答不合格式',
    timeout: '超时',
    unreachable: '连不上',
    'over-budget': '超出限额',
    'looks-like-person': '像人名，未提问',
    'not-asked': '没有可选的候选，未提问',
  },
  en: {
    agreed: 'both passes agree',
    declined: 'the model declined',
    disagreed: 'the passes disagree',
    'outside-list': 'outside the candidates',
    malformed: 'malformed answer',
    timeout: 'too late',
    unreachable: 'unreachable',
    'over-budget': 'over budget',
    'looks-like-person': 'looks like a person, not asked',
    'not-asked': 'nothing to pick from, not asked',
  },
}

/** How asking ended, most frequent first: counts only, never a name. */
export function outcomesText(counts: Readonly<Partial<Record<SuggestOutcome, number>>>, language: Language): string {
  const entries = Object.entries(counts) as [SuggestOutcome, number][]
  const rows = entries.sort((a, b) => b[1] - a[1]).map(([outcome, count]) => `${OUTCOMES[language][outcome]} ${count}`)
  return rows.join(' · ')
}

/** What a model adds to the rules and what it spoils, by state. */
export function helpText(help: HelpByState, language: Language): string {
  const head = {
    zh: ['状态', '名称', '规则首选正确', '有建议', '建议错', '改对', '改错'],
    en: ['state', 'names', "rules' choice right", 'suggested', 'of them wrong', 'gain', 'harm'],
  }[language]
  const rows = Object.entries(help).map(([state, { names, rightByRules, settled, settledWrong, gain, harm }]) =>
    [state, names, rightByRules, settled, settledWrong, gain, harm].map(String),
  )
  const outcomes = Object.entries(help).map(
    ([state, figures]) => `${state}: ${outcomesText(figures.outcomes, language)}`,
  )
  return `${[...layColumns([head, ...rows]), ...outcomes].join('\n')}\n`
}
