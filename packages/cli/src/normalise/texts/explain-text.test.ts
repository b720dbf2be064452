import { describe, expect, test } from 'vitest'
import { runCommand } from '../../testing/run-command.ts'
import { markSpans } from './explain-text.ts'

describe('explain', () => {
  test('marks the words that gave each facet, below the name', () => {
    expect(
      markSpans(
        'CT胸部平扫',
        [
          [0, 2, 'modality'],
          [2, 4, 'part'],
          [4, 6, 'scan'],
        ],
        'en',
      ),
    ).toEqual(['CT胸部平扫', '▔▔modality', '  ▔▔▔▔part', '      ▔▔▔▔scan'])
  })

  test('shows items, facets with their words, and what was taken by convention', async () => {
    const { exit, out } = await runCommand(['explain', '左膝关节CT'])
    expect(exit).toBe(0)
    expect(out).toContain('20072201110000')
    expect(out).toContain('072201 Left knee')
    expect(out).toMatch(/scan +11 plain +← by convention/)
  })

  test('names what lost where a facet is open', async () => {
    const { out } = await runCommand(['explain', '膝关节CT'])
    expect(out).toContain('ambiguous')
    expect(out).toMatch(/lost\n +the side is not said\n(?: +2007220\d110000.*\n){3}/)
  })

  test('uses the other columns, and gives the result as JSON', async () => {
    const { out } = await runCommand(['explain', '膝关节CT', '--side', '右', '--json'])
    expect(JSON.parse(out)).toMatchObject({ state: 'mapped', items: [{ code: '20072202110000' }] })
  })
})
