import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blotPersonal, personalColumns } from './personal-column.ts'
import { isIdCard, isPersonName, isPhone } from './personal-text.ts'

/** Numbers made for the test: the check characters are right, the persons do not exist. */
function idCard(head: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, i) => total + weight * Number(head[i]), 0)
  return head + '10X98765432'[sum % 11]
}

describe('personal texts', () => {
  it('are identity card numbers with a right check character', () => {
    const whole = idCard('11010519491231002')
    expect(whole).toBe('11010519491231002X')
    expect(isIdCard(whole)).toBe(true)
    expect(isIdCard(whole.toLowerCase())).toBe(true)
  })

  it.each([
    ['a wrong check character', '110105194912310021'],
    ['a day that is none', idCard('11010519490230002')],
    ['a province that is none', idCard('99010519491231002')],
    ['fifteen digits of a charge code', '012302010010000'],
    ['a standard code', '20010100110000'],
    ['fifteen digits with a wrong month', '110105491331002'],
  ])('are no identity card numbers with %s', (_title, text) => {
    expect(isIdCard(text)).toBe(false)
  })

  it('are identity card numbers of fifteen digits', () => {
    expect(isIdCard('110105491231002')).toBe(true)
  })

  it.each([
    ['13800138000', true],
    ['+86 138-0013-8000', true],
    ['12800138000', false],
    ['1380013800', false],
    ['010-12345678', false],
  ])('%s phone: %s', (text, expected) => {
    expect(isPhone(text)).toBe(expected)
  })

  it.each([
    ['张三', true],
    ['李小明', true],
    ['WANG^LAN', true],
    ['康复科', false],
    ['平扫', false],
    ['左膝', false],
    ['胸部', false],
    ['高级', false],
  ])('%s person: %s', (text, expected) => {
    expect(isPersonName(text)).toBe(expected)
  })

  it('are blotted out in free text, other numbers are not', () => {
    expect(blotPersonal(`王某,13800138000,20010100110000,${idCard('11010519491231002')}`)).toBe(
      '王某,***********,20010100110000,******************',
    )
  })
})

describe('personal columns', () => {
  const kinds = (headers: string[], rows: string[][]): Record<number, string> =>
    Object.fromEntries(personalColumns(headers, rows).map(({ column, kind }) => [column + 1, kind]))

  it.each([
    ['患者姓名', 'person-name'],
    ['病人姓名', 'person-name'],
    ['報告醫師', 'person-name'],
    ['PatientName', 'person-name'],
    ['身份证号', 'person-id'],
    ['住院号', 'person-id'],
    ['Patient ID', 'person-id'],
    ['联系电话', 'phone'],
    ['手机号码', 'phone'],
  ])('are seen by the header %s', (header, kind) => {
    expect(kinds([header], [['x']])).toEqual({ 1: kind })
  })

  it.each(['检查号', '项目名称', 'Name', 'Exam Name', '医院名称', '检查部位', '报告时间', '医生站', 'Study ID'])(
    'are not seen in %s',
    (header) => {
      expect(kinds([header], [['x']])).toEqual({})
    },
  )

  it('are seen by their cells under any header or none', () => {
    const names = ['王伟', '李娜', '张敏', '刘洋', '陈静', '杨帆', '赵磊', '黄丽', '周杰', '吴刚']
    const rows = names.map((name, i) => [name, `1380013800${i}`, idCard(`1101051949123100${i}`), 'CT胸部平扫'])
    expect(kinds(['a', 'b', 'c', 'd'], rows)).toEqual({ 1: 'person-name', 2: 'phone', 3: 'person-id' })
    expect(kinds([], rows)).toEqual({ 1: 'person-name', 2: 'phone', 3: 'person-id' })
  })

  it('are not parts of the body or departments', () => {
    const rows = ['左膝', '胸部', '康复科', '石膏', '关节', '方位', '高压', '颈椎', '腰椎', '骨盆'].map((cell) => [
      cell,
    ])
    expect(kinds(['x'], rows)).toEqual({})
  })

  it('are no local codes that look like phone numbers', () => {
    expect(kinds(['项目编码'], [['13000000001'], ['13000000002']])).toEqual({})
  })

  it('never come from standard codes', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[2-4]\d{7}[0-9]{6}$/), { minLength: 1 }), (codes) => {
        expect(
          kinds(
            [''],
            codes.map((code) => [code]),
          ),
        ).toEqual({})
      }),
    )
  })
})
