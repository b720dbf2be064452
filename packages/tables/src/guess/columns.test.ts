import { describe, expect, it } from 'vitest'
import { ROLES } from '../model/roles.ts'
import { foldHeader } from './fold.ts'
import { guessHeader } from './header.ts'
import { HEADER_WORDS, OTHER_HEADER_WORDS } from './header-words.ts'
import { guessKind } from './kind.ts'
import { lookAt } from './look.ts'
import { roleOfHeader } from './role-of-header.ts'
import { guessRoles } from './roles.ts'

function rolesOf(headers: string[], rows: string[][]): Record<string, number> {
  const looks = headers.map((_, i) => lookAt(rows.map((row) => row[i] ?? '')))
  const guesses = guessRoles(headers, looks, new Set())
  return Object.fromEntries(
    ROLES.flatMap((role) => (guesses[role] === undefined ? [] : [[role, guesses[role].value + 1]])),
  )
}

describe('headers', () => {
  it('fold traditional characters, width, case, spaces and brackets', () => {
    expect(foldHeader(' 檢查項目名稱（院內） ')).toBe('检查项目名称')
    expect(foldHeader('Study_Description (0008,1030)')).toBe('studydescription')
    expect(foldHeader('ＣＯＤＥ')).toBe('code')
  })

  it('are listed in folded form', () => {
    for (const word of [...ROLES.flatMap((role) => HEADER_WORDS[role]), ...OTHER_HEADER_WORDS])
      expect(foldHeader(word)).toBe(word)
  })

  it.each([
    ['检查项目名称', 'name'],
    ['檢查項目名稱', 'name'],
    ['院内检查项目名称', 'name'],
    ['StudyDescription', 'name'],
    ['Exam Name', 'name'],
    ['项目代码', 'localCode'],
    ['本院项目编码', 'localCode'],
    ['部位编码', undefined],
    ['科室代码', undefined],
    ['执行科室名称', 'department'],
    ['Modality', 'modality'],
    ['檢查類型', 'modality'],
    ['检查部位', 'part'],
    ['Body Part Examined', 'part'],
    ['侧别', 'side'],
    ['Laterality', 'side'],
    ['投照体位', 'position'],
    ['检查方法', 'method'],
    ['是否增强', 'contrast'],
    ['设备型号', 'device'],
    ['年龄段', 'ageGroup'],
    ['患者性别', 'sex'],
    ['收费项目名称', 'charge'],
    ['单价（元）', 'price'],
    ['检查例数', 'count'],
    ['醫院名稱', 'institution'],
    ['备注', undefined],
    ['拼音码', undefined],
    ['检查日期', undefined],
  ])('%s is %s', (header, role) => {
    expect(roleOfHeader(header)?.role).toBe(role)
  })
})

describe('the header of a table', () => {
  const at = (rows: string[][], wanted?: boolean | number): number =>
    guessHeader(
      rows,
      rows.map((_, i) => i + 1),
      wanted,
    ).value.index

  it.each([
    [
      'known words',
      [
        ['代码', '名称'],
        ['1', 'CT'],
      ],
      0,
    ],
    ['below titles', [['××医院检查项目'], ['2024年1月'], ['编码', '项目名称', '数量'], ['1', 'CT胸部', '3']], 2],
    [
      'unknown words over numbers',
      [
        ['甲', '乙'],
        ['1', '2'],
        ['3', '4'],
      ],
      0,
    ],
    [
      'none over names',
      [
        ['CT胸部平扫', '12'],
        ['DR膝关节', '3'],
      ],
      -1,
    ],
    ['none in a list of names', [['胸部CT平扫'], ['头颅MR']], -1],
    ['one known word over a list', [['检查名称'], ['胸部CT平扫']], 0],
    [
      'one known word in a wide row of names',
      [
        ['CT', '胸部', '放射科', '部位'],
        ['MR', '头', '放射科', 'x'],
      ],
      -1,
    ],
  ])('is found: %s', (_title, rows, index) => {
    expect(at(rows)).toBe(index)
  })

  it('is what the user gives', () => {
    expect(at([['CT胸部'], ['DR胸部']], true)).toBe(0)
    expect(at([['代码'], ['1']], false)).toBe(-1)
    expect(at([['x'], ['y'], ['z']], 2)).toBe(1)
  })
})

describe('the roles of columns', () => {
  it('take prices with units, surcharges and words for no price for prices', () => {
    const cells = ['189元/部位', '加收30', '加收20%', '自主定价', '２１０', '见备注'].map((cell) => [
      '胸部CT平扫',
      cell,
    ])
    expect(rolesOf(['项目名称', '价格（元）'], cells)).toMatchObject({ name: 1, price: 2 })
    const counts = ['12', '3次', '88人次'].map((cell) => ['胸部CT平扫', cell])
    expect(rolesOf(['项目名称', '数量'], counts)).toMatchObject({ count: 2 })
  })

  it('come from headers, checked against the cells', () => {
    const headers = ['序号', '项目编码', '项目名称', '类别', '部位', '单价', '数量', '备注']
    const rows = [['1', '001', 'CT胸部平扫', 'CT', '胸部', '230.5', '12', '']]
    expect(rolesOf(headers, rows)).toEqual({ localCode: 2, name: 3, modality: 4, part: 5, price: 6, count: 7 })
  })

  it('do not follow a header that the cells contradict', () => {
    expect(
      rolesOf(
        ['名称', '类型', '数量'],
        [
          ['胸部CT', '门诊', '若干'],
          ['头颅CT', '住院', '很多'],
        ],
      ),
    ).toEqual({ name: 1 })
  })

  it('see sides under the header of a position, and prices with their currency', () => {
    const rows = [
      ['膝关节CT', '左', '￥230.00'],
      ['肩关节CT', '右侧', '320元'],
      ['腕关节CT', '双侧', '180'],
    ]
    expect(rolesOf(['项目名称', '方位', '单价'], rows)).toEqual({ name: 1, side: 2, price: 3 })
  })

  it('prefer, among several names, the one whose cells read like exams', () => {
    const rows = [
      ['放射', 'CT胸部平扫'],
      ['放射', 'MR头颅增强'],
    ]
    expect(rolesOf(['名称', '描述项目名称'], rows).name).toBe(2)
  })

  it('see a modality under the header of a device', () => {
    expect(
      rolesOf(
        ['项目', '设备'],
        [
          ['胸部平扫', 'CT'],
          ['头颅', 'MR'],
        ],
      ),
    ).toEqual({ name: 1, modality: 2 })
  })

  it('come from the cells where there is no header', () => {
    const rows = Array.from({ length: 10 }, (_, i) => [`A${i}`, 'CT胸部平扫', 'CT', i % 2 === 0 ? '男' : '女'])
    expect(rolesOf(['', '', '', ''], rows)).toEqual({ name: 2, modality: 3, sex: 4 })
  })

  it('take the only column of text for the name', () => {
    expect(
      rolesOf(
        ['', ''],
        [
          ['头颅', '3'],
          ['腰', '4'],
        ],
      ),
    ).toEqual({ name: 1 })
  })

  it('take the charge beside the name of the order', () => {
    expect(rolesOf(['医嘱名称', '收费项目名称'], [['胸部CT', 'X线计算机体层(CT)平扫']])).toEqual({ name: 1, charge: 2 })
  })
})

describe('the kind of a table', () => {
  const kind = (headers: string[], names: string[] = [], roles: Record<string, number> = { name: 0 }): string => {
    const guesses = Object.fromEntries(
      Object.entries(roles).map(([role, value]) => [role, { value, given: false, evidence: [] }]),
    )
    return guessKind(headers, guesses, names).value
  }

  it.each([
    [['项目编码', '检查项目', '拼音码', '是否启用'], 'exam-dictionary'],
    [['医嘱编码', '医嘱名称', '执行科室'], 'order-items'],
    [['收费编码', '收费项目名称', '计价单位', '单价'], 'charge-items'],
    [['检查号', '检查时间', '检查项目', '报告医生'], 'exam-log'],
    [['Modality', 'StudyDescription', 'SeriesDescription', 'ProtocolName'], 'dicom-descriptions'],
    [['name'], 'exam-dictionary'],
  ])('%j is %s', (headers, expected) => {
    expect(kind(headers)).toBe(expected)
  })

  it('is a log when the names repeat and no count stands beside them', () => {
    const names = Array.from({ length: 100 }, (_, i) => `CT${i % 5}`)
    expect(kind(['检查名称'], names)).toBe('exam-log')
    expect(kind(['检查名称', '数量'], names, { name: 0, count: 1 })).toBe('exam-dictionary')
  })

  it('is what the user gives', () => {
    expect(guessKind(['x'], {}, [], 'charge-items')).toMatchObject({ value: 'charge-items', given: true })
  })
})
