import { expect, test } from 'vitest'
import { border } from '../testing/border-coder.ts'
import { readImageHeader } from './image-header.ts'
import { worklistOf } from './worklist.ts'
import { writeDataset } from './write-dataset.ts'

const { edition } = border()

test('a sided item names its side, a two-sided one stands under Image Laterality', () => {
  const step = (code: string) => {
    const worklist = worklistOf(code, edition)
    return worklist.ok ? (worklist.value['00400100']?.Value[0] as object) : worklist.problem
  }
  expect(step('20072202110000')).toMatchObject({ '00200060': { vr: 'CS', Value: ['R'] } })
  expect(step('20072203110000')).toMatchObject({ '00200062': { vr: 'CS', Value: ['B'] } })
  expect(step('20040100110000')).not.toHaveProperty('00200060')
  expect(step('20040100110000')).toMatchObject({ '00080060': { Value: ['CT'] }, '00180015': { Value: ['CHEST'] } })
})

test("a hospital's own item has a long code and no short one, under its own designator", () => {
  const worklist = worklistOf('20040100110000-K1', edition, { localSystem: '99HOSP' })
  expect(worklist.ok && worklist.value['00321064']?.Value).toEqual([
    {
      '00080102': { vr: 'SH', Value: ['99HOSP'] },
      '00080104': { vr: 'LO', Value: ['CT胸部(平扫)'] },
      '00080119': { vr: 'UC', Value: ['20040100110000-K1'] },
    },
  ])
})

test('a code without item is refused with the nearest items', () => {
  expect(worklistOf('20040100110001', edition)).toMatchObject({ ok: false, problem: { code: 'edge.not-an-item' } })
})

test('every item has a worklist whose code, name and texts fit their elements, in both character sets', () => {
  for (const { code } of edition.items) {
    const worklist = worklistOf(code, edition)
    if (!worklist.ok) throw new Error(code)
    const name = String(worklist.value['00321060']?.Value[0])
    expect(name.length).toBeLessThanOrEqual(64)
    expect(writeDataset(worklist.value, 'gb18030').ok).toBe(true)
  }
  expect(edition.items.length).toBeGreaterThan(1800)
})

test('equal data sets give equal files, and a cut file gives what it has or asks for more', () => {
  const worklist = worklistOf('20040100110000', edition)
  if (!worklist.ok) throw new Error(worklist.problem.code)
  const [once, twice] = [writeDataset(worklist.value), writeDataset(worklist.value)]
  expect(once).toEqual(twice)
  if (!once.ok) throw new Error(once.problem.code)
  const cut = once.value.subarray(0, once.value.length - 20)
  expect(readImageHeader(cut, false)).toBe('short')
  expect(readImageHeader(cut, true)).toMatchObject({ requested: 'CT胸部(平扫)' })
  expect(readImageHeader(once.value.subarray(0, 100), true)).toBeNull()
})
