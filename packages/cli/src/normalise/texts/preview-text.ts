import type { Language } from '@yingma/core'
import { type Changed, type Normalised, type NormaliseInput, resultTexts } from '@yingma/normalise'
import { layColumns } from '../../command-line/columns.ts'

/** An input with the exams that carried it. */
export interface CountedInput extends NormaliseInput {
  readonly exams: number
}

/** Every name that a change would change, most exams first, with what it was and what it would be. */
export function previewText(changed: readonly Changed<CountedInput>[], looked: number, language: Language): string {
  const exams = changed.reduce((sum, { input }) => sum + input.exams, 0)
  const head =
    language === 'zh'
      ? `${looked} 个名称中有 ${changed.length} 个会改变，共 ${exams} 人次；什么都没有保存`
      : `${changed.length} of ${looked} names would change, ${exams} exams; nothing has been kept`
  const rows = sorted(changed).map(({ input, before, after }) => [
    String(input.exams),
    input.modality ?? '',
    input.name,
    `${sideText(before, language)} → ${sideText(after, language)}`,
  ])
  return `${[head, ...layColumns(rows).map((line) => `  ${line}`)].join('\n')}\n`
}

/** The same for machines. */
export function previewJson(changed: readonly Changed<CountedInput>[], looked: number): unknown {
  const side = ({ state, items }: Normalised): unknown => ({
    state,
    items: items.map(({ code, name, relation }) => ({ code, name, relation })),
  })
  return {
    looked,
    changed: sorted(changed).map(({ input, before, after }) => ({
      ...input,
      before: side(before),
      after: side(after),
    })),
  }
}

function sorted(changed: readonly Changed<CountedInput>[]): readonly Changed<CountedInput>[] {
  return [...changed].sort((a, b) => b.input.exams - a.input.exams)
}

function sideText({ state, items }: Normalised, language: Language): string {
  const codes = items.flatMap(({ code, name }) => (code === null ? [] : `${code} ${name ?? ''}`.trim()))
  return codes.length > 0 ? codes.join(' + ') : resultTexts[language].states[state]
}
