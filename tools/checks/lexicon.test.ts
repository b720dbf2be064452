import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { brokenStandard } from './broken-standard.ts'
import { lexicon } from './lexicon.ts'
import { lexiconCollisions } from './lexicon-collisions.ts'
import { type LexiconRow, SCOPES } from './lexicon-rows.ts'

type Cells = readonly [term: string, kind: string, value: string, scope?: string]

/** Runs the check on a standard whose lexicon is these rows (the first is row 2); gives the findings in words. */
function findings(...rows: readonly Cells[]): readonly string[] {
  const { folder, remove } = brokenStandard([])
  try {
    mkdirSync(join(folder, 'lexicon'))
    const lines = rows.map(([term, kind, value, scope = '']) =>
      [term, kind, value, 'zh-Hans', 'synonym', scope, ''].join('\t'),
    )
    const header = 'term\tkind\tvalue\tlanguage\tform\tscope\tnote'
    writeFileSync(join(folder, 'lexicon/words.tsv'), `${[header, ...lines].join('\n')}\n`)
    const report = lexicon.check(folder)
    expect(report.checked).toBe(rows.length)
    return report.findings.map(({ file, line, message }) => `${file}:${line ?? ''} ${message}`)
  } finally {
    remove()
  }
}

describe('the check of the lexicon', () => {
  it('passes rows that the edition has', () => {
    const sound: Cells[] = [
      ['颅脑', 'part', '010100', 'CT,MR'],
      ['膝关节', 'part', '膝关节', 'XR'],
      ['平扫', 'scan', '11', 'CT,MR'],
      ['正侧位', 'position', '01+02', 'XR'],
      ['左', 'side', 'left'],
      ['费', 'charge', ''],
      ['外伤', 'purpose', ''],
    ]
    expect(findings(...sound)).toEqual([])
  })

  it.each<[what: string, finding: string, ...rows: Cells[]]>([
    [
      'a part that the edition lacks',
      'words.tsv:2 颅脑: the edition has no part "019999"',
      ['颅脑', 'part', '019999', 'CT'],
    ],
    ['a kind that nothing reads', 'the edition has no colour "red"', ['红', 'colour', 'red']],
    ['a scan of another modality', 'scans-ct (CT) has no value "7e"', ['弥散', 'scan', '7e', 'CT,MR']],
    ['a scan without scope', 'scans-xr (XR) has no value "22"', ['平扫加增强', 'scan', '22']],
    ['a position outside X-ray', 'position means nothing in CT', ['正位', 'position', '01', 'CT']],
    ['one bad value of several', 'positions (XR) has no value "ZZ"', ['正侧位', 'position', '01+ZZ', 'XR']],
    ['a modality of nobody', 'no modality "DX"', ['dx', 'modality', 'DX']],
    ['a side of nobody', 'side has no value "middle"', ['中', 'side', 'middle']],
    ['a modifier of nobody', 'modifier has no value "loud"', ['响', 'modifier', 'loud']],
    ['a protocol of a foreign item', 'no item 20999999999999', ['三联', 'package', '20999999999999', 'CT']],
    ['a term of nothing but spaces', 'folds to nothing', ['  ', 'note', '']],
    [
      'a repeated row',
      'words.tsv:3 外伤: repeats lexicon/words.tsv:2',
      ['外伤', 'purpose', ''],
      ['外伤', 'purpose', ''],
    ],
    [
      'a term with two values of one kind in one scope',
      'words.tsv:3 胃: is part "050107" here and "050106" in lexicon/words.tsv:2 (RF); only the first counts',
      ['胃', 'part', '050106', 'CT,MR,RF'],
      ['胃', 'part', '050107', 'RF'],
    ],
    [
      'the same in another script',
      'words.tsv:3 ＬＡＯ: is position "05"',
      ['lao', 'position', '10', 'XR'],
      ['ＬＡＯ', 'position', '05', 'XR'],
    ],
  ])('finds %s', (_, finding, ...rows) => {
    expect(findings(...rows).join('\n')).toContain(finding)
  })

  it.each<[what: string, ...rows: Cells[]]>([
    ['two values in scopes that do not meet', ['脊柱', 'part', '030100', 'CT'], ['脊柱', 'part', '030200', 'MR']],
    ['two kinds of one term', ['cta', 'modality', 'CT'], ['cta', 'scan', '31', 'CT']],
    ['a charge word that says more in another row', ['加收', 'charge', ''], ['加收', 'charge', 'surcharge']],
  ])('lets pass %s', (_, ...rows) => {
    expect(findings(...rows).filter((finding) => finding.includes('only the first'))).toEqual([])
  })
})

describe('the report of collisions', () => {
  const row = (term: string, kind: string, scope: readonly string[] = SCOPES, value = ''): LexiconRow => ({
    file: 'lexicon/words.tsv',
    row: 2,
    term,
    folded: term,
    kind,
    value,
    scope,
  })
  const report = (...rows: LexiconRow[]) => lexiconCollisions(rows).map(({ kind, message }) => `${kind} ${message}`)

  it('names one spelling with two meanings where their scopes meet, and only there', () => {
    expect(report(row('阴道', 'part', ['US']), row('阴道', 'route', ['US']))).toEqual([
      'spelling 阴道: part (lexicon/words.tsv:2) and route (lexicon/words.tsv:2) in US',
    ])
    expect(report(row('阴道', 'part', ['MR']), row('阴道', 'route', ['US']))).toEqual([])
  })

  it('names a term that a longer one hides where the longer one has no row', () => {
    expect(report(row('髋关节', 'part', ['CT', 'US']), row('双髋关节', 'part', ['US']))).toEqual([
      'hidden 髋关节 in 双髋关节 (not CT)',
    ])
  })

  it('does not take the middle of a Latin word for a hidden term', () => {
    expect(report(row('art', 'note', ['CT']), row('heart', 'part', ['MR']))).toEqual([])
  })

  it('names Latin terms that begin longer ones, and terms of one character', () => {
    expect(report(row('ct', 'modality'), row('cta', 'scan'), row('左', 'side'))).toEqual([
      'prefix ct begins cta',
      'single 左: side (lexicon/words.tsv:2)',
    ])
  })
})
