import { expect, test } from 'vitest'
import { compareVersions, matchesVersion } from './versions.ts'

test('versions are ordered by number, pre-releases before their release, dates by date', () => {
  const sorted = ['1.0.0-beta', '1.0.0', '1.2.0', '1.10.0', '2', '2.0']
  expect([...sorted].reverse().sort(compareVersions)).toEqual(sorted)
  expect(['2024-11-01', '2023-12-31', '2024-02-28'].sort(compareVersions)).toEqual([
    '2023-12-31',
    '2024-02-28',
    '2024-11-01',
  ])
  expect(compareVersions('', '1')).toBeLessThan(0)
})

test('a pattern names several versions, a plain version only itself, nothing names all', () => {
  expect(['1.0.0', '1.0.9', '1.1.0', '1.0'].filter((version) => matchesVersion(version, '1.0.x'))).toEqual([
    '1.0.0',
    '1.0.9',
  ])
  expect(['1.0.0', '1.2'].filter((version) => matchesVersion(version, '1.*'))).toEqual(['1.0.0', '1.2'])
  expect(['1.0.0', '1'].filter((version) => matchesVersion(version, '1'))).toEqual(['1'])
  expect(['1.0.0', '10.0.0'].filter((version) => matchesVersion(version, '1.?'))).toEqual(['1.0.0'])
  expect(matchesVersion('3', '')).toBe(true)
})
