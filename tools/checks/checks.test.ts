import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { standardFolder } from '@yingma/edition'
import { describe, expect, it } from 'vitest'
import { runGuards } from '../guards/run-guards.ts'
import { brokenStandard, type Damage } from './broken-standard.ts'
import { CHECKS } from './checks.ts'

/** Runs one check on standard/ with something broken; gives its findings in words. */
function findings(check: string, ...damages: readonly Damage[]): string {
  const guard = CHECKS.find(({ name }) => name === check)
  if (guard === undefined) throw new Error(`no check ${check}`)
  const { folder, remove } = brokenStandard(damages)
  try {
    const report = guard.check(folder)
    expect(report.checked).toBeGreaterThan(0)
    return report.findings.map(({ file, line, message }) => `${file}:${line ?? ''} ${message}`).join('\n')
  } finally {
    remove()
  }
}

const RELEASE = 'releases/1.0.0'

describe('the checks of the data', () => {
  it('pass on standard/', () => {
    const { ok, lines } = runGuards(CHECKS, standardFolder())
    expect(lines.join('\n')).not.toContain('proves nothing')
    expect(ok, lines.join('\n')).toBe(true)
  })

  it('fail, each of them, where there is nothing to check', () => {
    const folder = mkdtempSync(join(tmpdir(), 'empty-'))
    try {
      writeFileSync(join(folder, 'README.md'), '')
      for (const check of CHECKS) {
        if (check.name === 'schemas') expect(() => check.check(folder)).toThrow('schema/index.json')
        else expect(runGuards([check], folder).ok).toBe(false)
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('a seeded defect is found:', () => {
  it.each<[what: string, check: string, finding: string, ...damages: Damage[]]>([
    [
      'a sheet value outside its list',
      'schemas',
      'facets/scans-ct.tsv:3 /sheet.contrast',
      { file: 'facets/scans-ct.tsv', from: '平扫\tnone', to: '平扫\tsome' },
    ],
    [
      'a medical statement without its source',
      'schemas',
      'sheet.source',
      {
        file: 'facets/pet-scans.tsv',
        to: 'code\tname\tnameEn\tstatus\torigin\tsheet.indications\nA0\tPET常规扫描\troutine\tactive\tpublished\t肿瘤\n',
      },
    ],
    ['a file of no known kind', 'schemas', 'colours.tsv: no schema', { file: 'colours.tsv', to: 'a\n1\n' }],
    [
      'a field without dictionary or content',
      'schemas',
      'schemes/pet.json: ',
      { file: 'schemes/pet.json', from: '"fixed": "10"', to: '"fixed": "x"' },
    ],
    ['a bad pinyin', 'schemas', 'pinyin.tsv', { file: 'pinyin.tsv', from: '胸\txiong', to: '胸\txióng' }],
    [
      'a rule with an unknown value',
      'expansion',
      'rules/ct.tsv row 3: "41/77"',
      { file: 'rules/ct.tsv', from: '41/00', to: '41/77' },
    ],
    [
      'a component that is not there',
      'expansion',
      '"98" in "components"',
      { file: 'facets/positions.tsv', from: '\t01 02\t', to: '\t01 98\t' },
    ],
    [
      'a group that no rule names',
      'groups',
      'no rule names @ct-five-ever',
      { file: 'rules/groups.tsv', from: '\nct-five\t', to: '\nct-five-ever\t' },
    ],
    [
      'a composite without components',
      'composites',
      '37 正、侧位: looks like a composite',
      { file: 'facets/positions.tsv', from: '\t01 02\t2', to: '\t\t2' },
    ],
    [
      'a composite of one',
      'composites',
      '37 正、侧位: needs two',
      { file: 'facets/positions.tsv', from: '\t01 02\t2', to: '\t01\t2' },
    ],
    [
      'a composite that is a component of its own',
      'composites',
      'is itself a component of 37',
      { file: 'facets/positions.tsv', from: /(37\t[^\n]*\t)01 02\t/, to: '$101 38\t' },
      { file: 'facets/positions.tsv', from: /(38\t[^\n]*\t)01 04\t/, to: '$101 37\t' },
    ],
    [
      'a component that is retired',
      'composites',
      'component 02 is retired',
      { file: 'facets/positions.tsv', from: '02\t侧位\tlateral\tactive', to: '02\t侧位\tlateral\tretired' },
    ],
    [
      'a side that the name does not say',
      'sides',
      '072201 左膝关节: says left and has side right',
      { file: 'facets/radiology-parts.tsv', from: '膝关节\tleft', to: '膝关节\tright' },
    ],
    [
      'a name that is not side and site',
      'sides',
      '072201 左膝关节: is not 左 and its site 膝',
      { file: 'facets/radiology-parts.tsv', from: '膝关节\tleft', to: '膝\tleft' },
    ],
    [
      'a site with a side missing',
      'sides',
      'site 膝关节 has only',
      { file: 'facets/radiology-parts.tsv', from: '膝关节\tleft', to: '膝\tleft' },
    ],
    [
      'a name with a side and none given',
      'sides',
      '左膝关节: says left and has side none',
      { file: 'facets/radiology-parts.tsv', from: '\t膝关节\tleft\t', to: '\t\t\t' },
    ],
    [
      'two items of one English name',
      'names',
      '20072201110000 and 20072202110000 share the English name',
      { file: 'facets/radiology-parts.tsv', from: 'Right knee', to: 'Left knee' },
    ],
    [
      'two items of one Chinese name',
      'names',
      'share the Chinese name',
      { file: 'names/overrides.tsv', from: 'CT能谱扫描', to: 'CT平扫' },
    ],
    [
      'a name that carries the display mark',
      'names',
      'has the names "*CT能谱扫描"',
      { file: 'names/overrides.tsv', from: 'CT能谱扫描', to: '*CT能谱扫描' },
    ],
    [
      'too many names by override',
      'names',
      'at most 80 are allowed',
      {
        file: 'names/overrides.tsv',
        from: 'item\tname\tnameEn\treason\n',
        to: `item\tname\tnameEn\treason\n${manyOverrides()}`,
      },
    ],
    ['a character without a reading', 'pinyin', 'no reading of 髋', { file: 'pinyin.tsv', from: '髋\tkuan\n', to: '' }],
    [
      'a mistyped id',
      'concept ids',
      'ids.tsv:2 571132892 is no concept id',
      { file: 'ids.tsv', from: '571132891', to: '571132892' },
    ],
    [
      'ids that were swapped',
      'concept ids',
      'ids.tsv:2 953098907 is not the id of this row',
      { file: 'ids.tsv', from: '20\t571132891', to: '20\t953098907' },
    ],
    [
      'a row that was squeezed in',
      'concept ids',
      'ids.tsv:3',
      {
        file: 'ids.tsv',
        from: 'radiology-devices\t20\t571132891\n',
        to: 'radiology-devices\t20\t571132891\nitem\t1\t571132891\n',
      },
    ],
    [
      'a concept with two ids',
      'concept ids',
      'radiology-devices 20 has an id in row 2 already',
      { file: 'ids.tsv', from: 'radiology-devices\t21\t', to: 'radiology-devices\t20\t' },
    ],
    [
      'a frozen file that changed',
      'releases',
      `${RELEASE}/pinyin.tsv: has changed`,
      { file: `${RELEASE}/pinyin.tsv`, from: '胸\txiong', to: '胸\txoing' },
    ],
    [
      'a file put into a release',
      'releases',
      `${RELEASE}/more.tsv: is not in the manifest`,
      { file: `${RELEASE}/more.tsv`, to: 'x\n' },
    ],
    [
      'a release that expands otherwise',
      'releases',
      `${RELEASE}: expands to other items`,
      { file: `${RELEASE}/facets/radiology-parts.tsv`, from: '左膝关节', to: '左膝' },
    ],
    [
      'a release that no longer expands',
      'releases',
      `${RELEASE}: no longer expands`,
      { file: `${RELEASE}/rules/ct.tsv`, from: '41/00', to: '41/77' },
    ],
    [
      'a manifest with another hash',
      'releases',
      'expands to other items',
      { file: `${RELEASE}/manifest.json`, from: /("items": 1882,\s*"sha256": ")../, to: '$100' },
    ],
    [
      'items that changed without another version',
      'releases',
      'edition.json: 1.0.0 is frozen and the items differ',
      { file: 'rules/ct.tsv', from: '20\t010104\t@ct-plain\t', to: '20\t010104\t@ct-plain-3d\t' },
      { file: 'ids.tsv', from: /$/, to: 'item\t20010104111100\t100000000\n' },
    ],
    [
      'a published code that is gone',
      'releases',
      '20010104110000 CT颅脑[外伤](平扫) is gone',
      { file: 'rules/ct.tsv', from: '20\t010104\t@ct-plain\t\n', to: '' },
    ],
    [
      'a published code with another name',
      'releases',
      '20999999440000 CT能谱扫描 is now named CT能谱',
      { file: 'names/overrides.tsv', from: 'CT能谱扫描', to: 'CT能谱' },
    ],
    [
      'a published value that means something else',
      'releases',
      'scans-ct 42 尿路造影成像(CTU) has another name',
      { file: 'facets/scans-ct.tsv', from: '尿路造影成像(CTU)', to: '尿道造影' },
    ],
    [
      'a published value that changed sides',
      'releases',
      'radiology-parts 072201 左膝关节 has another name, id or side',
      { file: 'facets/radiology-parts.tsv', from: '膝关节\tleft', to: '膝关节\tright' },
    ],
    [
      'a published id that changed',
      'releases',
      '20 CT不区分设备 has another name, id or side',
      { file: 'ids.tsv', from: '20\t571132891', to: '20\t953098907' },
    ],
  ])('%s', (_, check, finding, ...damages) => {
    expect(findings(check, ...damages)).toContain(finding)
  })
})

describe('a change that takes nothing away', () => {
  it('passes: another English name', () => {
    const damage = { file: 'facets/radiology-parts.tsv', from: 'Left knee', to: 'Left knee joint' }
    expect(findings('releases', damage)).toBe('')
  })
})

/** Rows that name 81 items otherwise than the grammar does. */
function manyOverrides(): string {
  const ids = readFileSync(join(standardFolder(), 'ids.tsv'), 'utf8')
  const codes = [...ids.matchAll(/^item\t(2007\d+)\t/gm)].map((match) => match[1]!)
  return codes
    .slice(0, 81)
    .map((code) => `${code}\t试${code}\t\titem-qualifier\n`)
    .join('')
}
