import type { Edition, Language } from '@yingma/core'
import { type Normalised, type NormaliseInput, resultTexts, ruleText } from '@yingma/normalise'
import { type FormColumn, type FormSheet, type TableProblem, writeFormWorkbook } from '@yingma/tables'
import { bySideText, choiceText, noItemText, notExamText } from './review-choice.ts'
import type { Cluster, ReviewName } from './review-clusters.ts'
import {
  CHOICES,
  choiceHeader,
  REVIEW_COLUMNS,
  REVIEW_HEADERS,
  REVIEW_HELP,
  type ReviewColumn,
} from './review-columns.ts'

const WIDTHS: Readonly<Record<ReviewColumn, number>> = {
  group: 6,
  exams: 8,
  state: 10,
  why: 28,
  localCode: 14,
  name: 42,
  modality: 9,
  columns: 18,
  decision: 40,
  note: 16,
}

/** Writes the names that need a person, with what can be picked for each and what `remarkOn` says of it beside the reasons. Gives the number of names, or the problem. */
export async function writeReview(
  target: string,
  clusters: readonly Cluster[],
  edition: Edition,
  language: Language,
  remarkOn: (input: NormaliseInput) => string | undefined = () => undefined,
): Promise<{ readonly names: number } | TableProblem> {
  const rows = clusters.flatMap(({ names }, group) =>
    names.map((name) => reviewRow(name, group + 1, remarkOn(name.counted.input), edition, language)),
  )
  const written = await writeFormWorkbook(target, [reviewSheet(rows, language), helpSheet(language)])
  return written.ok ? { names: rows.length } : written.problem
}

function reviewSheet(rows: readonly (readonly string[])[], language: Language): FormSheet {
  const first = REVIEW_COLUMNS.length
  const columns = REVIEW_COLUMNS.map((column): FormColumn => {
    const pick = column === 'decision' ? { pick: { from: first, to: first + CHOICES - 1 } } : {}
    return { name: REVIEW_HEADERS[language][column], origin: 'ours', width: WIDTHS[column], ...pick }
  })
  const choices = Array.from(
    { length: CHOICES },
    (_, at): FormColumn => ({ name: choiceHeader(at + 1, language), origin: 'ours', width: 30 }),
  )
  return { name: language === 'zh' ? '待复核' : 'review', columns: [...columns, ...choices], rows }
}

function helpSheet(language: Language): FormSheet {
  const { sheet, title, lines } = REVIEW_HELP[language]
  return { name: sheet, columns: [{ name: title, origin: 'ours', width: 110 }], rows: lines.map((line) => [line]) }
}

function reviewRow(
  { counted, verdict }: ReviewName,
  group: number,
  remark: string | undefined,
  edition: Edition,
  language: Language,
): readonly string[] {
  const { name, modality = '', localCode: _code, ...columns } = counted.input
  const cells: Readonly<Record<ReviewColumn, string>> = {
    group: String(group),
    exams: String(counted.exams),
    state: resultTexts[language].states[verdict.state],
    why: [whyText(verdict, language), remark ?? ''].filter((text) => text !== '').join(' · '),
    localCode: counted.localCode,
    name,
    modality,
    columns: Object.entries(columns)
      .map(([column, value]) => `${column}=${value}`)
      .join('; '),
    decision: '',
    note: '',
  }
  const choices = choicesOf(verdict, edition, language)
  return [
    ...REVIEW_COLUMNS.map((column) => cells[column]),
    ...choices,
    ...Array.from({ length: CHOICES - choices.length }, () => ''),
  ]
}

function whyText({ reason, flags, rules, confidence, state }: Normalised, language: Language): string {
  const texts = resultTexts[language]
  const open = rules.filter((rule) => rule.startsWith('ambiguous:')).map((rule) => ruleText(rule, language))
  const said = [
    ...(reason === undefined ? [] : [texts.reasons[reason]]),
    ...flags.map((flag) => texts.flags[flag]),
    ...open,
  ]
  if (said.length > 0) return said.join(' · ')
  return state === 'review' ? `${language === 'zh' ? '置信度' : 'confidence'} ${confidence}` : ''
}

/** The reading itself, what lost, the closest items; the side column, where the side is open; and the two words. */
function choicesOf({ items, candidates, rules }: Normalised, edition: Edition, language: Language): readonly string[] {
  const chosen = items.flatMap(({ code }) => code ?? [])
  const lost = candidates.flatMap(({ codes }) => codes)
  const closest = items.flatMap((item) => item.closest ?? [])
  const single = [...new Set([...lost, ...closest])].filter((code) => !(chosen.length === 1 && chosen[0] === code))
  const sided = single.filter((code) => sideOf(code, edition) !== null)
  const fixed = [noItemText(language), notExamText(language)]
  const bySide = rules.includes('ambiguous:side') && sided.length > 1 ? [bySideText(sided.slice(0, 3), language)] : []
  const sets = [...(chosen.length === 0 ? [] : [chosen]), ...single.map((code) => [code])]
  return [
    ...sets.slice(0, CHOICES - fixed.length - bySide.length).map((codes) => choiceText(codes, edition)),
    ...bySide,
    ...fixed,
  ]
}

function sideOf(code: string, edition: Edition): string | null {
  const facets = edition.byCode.get(code.toUpperCase())?.facets
  return facets !== undefined && 'side' in facets ? facets.side : null
}
