import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bodyRegions } from './body-regions.ts'

test('every region of the figure is a part of the standard, and has its own name in its view', () => {
  const table = readFileSync(new URL('../../../../../standard/facets/radiology-parts.tsv', import.meta.url), 'utf8')
  const parts = new Set(table.split('\n').map((row) => row.split('\t')[0]))
  for (const view of ['front', 'back'] as const) {
    const regions = bodyRegions(view)
    expect(regions.length).toBeGreaterThan(25)
    for (const { part } of regions) expect(parts.has(part.slice('radiology:'.length)), part).toBe(true)
    expect(new Set(regions.map(({ id }) => id)).size).toBe(regions.length)
  }
})

test("the patient's right is on the viewer's left in front and on the viewer's right behind", () => {
  const sideAt = (view: 'front' | 'back', isMirrored: boolean) =>
    bodyRegions(view).find((region) => region.part === 'radiology:0722' && region.isMirrored === isMirrored)?.side
  expect([sideAt('front', false), sideAt('front', true)]).toEqual(['right', 'left'])
  expect([sideAt('back', false), sideAt('back', true)]).toEqual(['left', 'right'])
})
