import { describe, expect, it } from 'vitest'
import { moduleSpecifiers } from './module-specifiers.ts'

const specifiers = (text: string) => moduleSpecifiers(text).map(({ specifier }) => specifier)

describe('moduleSpecifiers', () => {
  it.each([
    ["import { a } from './a.ts'", ['./a.ts']],
    ["import type { A } from './a.ts'", ['./a.ts']],
    ["import './side-effect.ts'", ['./side-effect.ts']],
    ["import {\n  a,\n  type B,\n} from './a.ts'", ['./a.ts']],
    ["export * from './a.ts'\nexport { b } from './b.ts'", ['./a.ts', './b.ts']],
    ["const a = await import('./a.ts')", ['./a.ts']],
  ])('finds the module in %j', (text, expected) => {
    expect(specifiers(text)).toEqual(expected)
  })

  it.each([
    ["export const a = 'b'"],
    ["// import { a } from './a.ts'"],
    ["const text = `x`\nexport const from = ['./a.ts']"],
  ])('finds no module in %j', (text) => {
    expect(specifiers(text)).toEqual([])
  })

  it('names the line of the specifier', () => {
    expect(moduleSpecifiers("\nimport {\n  a,\n} from './a.ts'\n")).toEqual([{ specifier: './a.ts', line: 4 }])
  })
})
