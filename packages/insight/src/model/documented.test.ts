import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { INDICATORS, OUTSIDE } from '../quality/indicators.ts'
import { REPEAT_REASON_IDS } from '../recognition/repeat-reasons.ts'
import { dimensionOf } from './dimensions.ts'
import { FIGURES } from './figures.ts'
import { SOURCE_ROLES } from './source-roles.ts'

const page = readFileSync(new URL('../../../../docs/insight.md', import.meta.url), 'utf8')
const cellsOf = (id: string) =>
  page
    .split('\n')
    .find((line) => line.startsWith(`| \`${id}\` |`))
    ?.split('|')
    .map((cell) => cell.trim())

test('the page names every figure with its dimensions, columns and what is private', () => {
  let above = ''
  for (const { id, dimensions, needs, isPrivate } of FIGURES) {
    const [, , says, by, needed] = cellsOf(id) ?? []
    const shown = dimensions.map((each) => (dimensionOf(each).isShared ? each : `*${each}*`)).join(', ')
    expect(by === 'as above' ? above : by, id).toBe(shown)
    above = shown
    expect(needed, id).toBe(needs.length === 0 ? '–' : needs.join(', '))
    expect(says?.includes('(private)'), id).toBe(isPrivate === true)
  }
})

test('the page names every column, indicator and reason', () => {
  const names = [...SOURCE_ROLES, ...INDICATORS, ...OUTSIDE].map(({ id }) => id)
  expect([...names, ...REPEAT_REASON_IDS].filter((id) => !page.includes(`\`${id}\``))).toEqual([])
})
