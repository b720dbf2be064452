import { describe, expect, it } from 'vitest'
import type { Modifiers } from '../model/modifiers.ts'
import { before, codeOf, jiangxi, pricer, pricerBefore, quoteOf } from '../testing/real-schedules.contract.ts'
import { createAuditor } from './audit-exam.ts'
import { auditRates } from './audit-rates.ts'
import { explainSuspicion } from './explain-suspicion.ts'
import { closeSuspicion, rebut } from './handle-suspicion.ts'
import { AUDIT_KINDS } from './kinds.ts'
import type { AuditedExam, ChargedLine } from './model.ts'

const auditor = createAuditor(pricer, [before])

/** `CODE×quantity=yuan`. */
function lines(...words: readonly string[]): readonly ChargedLine[] {
  return words.map((word, at) => {
    const [code = '', quantity = '1', yuan = '0'] = word.split(/[×=]/)
    const film = code === 'film'
    return {
      id: `L${at + 1}`,
      code,
      quantity: Number(quantity),
      amountCents: Math.round(Number(yuan) * 100),
      ...(film && { kind: 'film' as const }),
    }
  })
}

function exam(names: readonly string[], charged: readonly ChargedLine[], more: Partial<AuditedExam> = {}): AuditedExam {
  return { id: 'E1', date: '2025-06-02', items: names.map((name) => ({ code: codeOf(name) })), lines: charged, ...more }
}

/** Kind and yuan at stake. */
function found(e: AuditedExam): readonly string[] {
  const { suspicions, problems } = auditor.audit(e)
  expect(problems).toEqual([])
  return suspicions.map((s) => `${s.kind} ${s.stakeCents / 100}${s.warning ? ' warning' : ''}`)
}

const bedside: Modifiers = { bedside: true }
const gated: Modifiers = { 'respiratory-gating': true }

/** An inpatient's exam whose order is known to give no indication. */
function unindicated(name: string, ...charged: readonly string[]): AuditedExam {
  return exam([name], lines(...charged), { inpatient: true, indicated: false })
}

describe('the kinds', () => {
  it('are the 25 of the national list, and three of our own', () => {
    expect(AUDIT_KINDS.map((k) => k.id).slice(0, 25)).toEqual(Array.from({ length: 25 }, (_, at) => String(75 + at)))
    expect(AUDIT_KINDS).toHaveLength(28)
  })
})

describe('an exam charged as it is quoted', () => {
  it.each([
    ['CT胸部(平扫+增强)'],
    ['MR颅脑(平扫+增强)'],
    ['DR双下肢全长正位'],
    ['双上肢动脉常规超声检查'],
    ['PET/CT躯干+头部'],
  ])('raises nothing: %s', (name) => {
    const charged = quoteOf(name).lines.map((line, at) => ({
      id: String(at),
      code: line.code,
      quantity: line.quantity,
      amountCents: line.amountCents,
    }))
    expect(found(exam([name], charged))).toEqual([])
  })

  it('raises nothing when charged with the AI item, or below the listed price', () => {
    expect(found(exam(['CT胸部(平扫)'], lines('012301020010100×1=210')))).toEqual([])
    expect(found(exam(['CT胸部(平扫)'], lines('012301020010000×1=180')))).toEqual([])
  })
})

describe('a suspicion', () => {
  it.each<[string, AuditedExam, readonly string[]]>([
    [
      '75: charged but not performed',
      exam(['CT胸部(平扫)'], lines('012301020010000×1=210'), { performed: false }),
      ['75 210'],
    ],
    [
      '75: nothing in the exam corresponds',
      exam(['CT胸部(平扫)'], lines('012301020010000×1=210', '012301030010000×1=460')),
      ['75 460'],
    ],
    [
      '76: an organ of the other sex',
      exam(['子宫常规超声检查'], lines('012302030010000×1=90'), { sex: 'male' }),
      ['76 90'],
    ],
    [
      '77: fluoroscopy beside radiography',
      exam(['DR胸部正位'], lines('012301010010000×1=40', '210101001×1=5')),
      ['77 5'],
    ],
    [
      '78: film without consent',
      exam(['CT胸部(平扫)'], lines('012301020010000×1=210', 'film×2=30'), { filmConsent: false }),
      ['78 30'],
    ],
    [
      '79: more films than printed',
      exam(['CT胸部(平扫)'], lines('012301020010000×1=210', 'film×4=60'), { filmsPrinted: 1 }),
      ['79 45'],
    ],
    [
      '81: reconstruction after its abolition',
      exam(['CT胸部(平扫+三维重建)'], lines('012301020010000×1=210', '210300004×1=322.5')),
      ['81 322.5'],
    ],
    [
      '83: plain and contrast both in full',
      exam(['CT胸部(平扫+增强)'], lines('012301020010000×1=210', '012301020020000×1=280')),
      ['83 140'],
    ],
    [
      '84: four regions',
      exam(['CT颅脑(平扫)', 'CT胸部(平扫)', 'CT上腹部(平扫)', 'CT盆腔(平扫)'], lines('012301020010000×4=840')),
      ['84 210'],
    ],
    [
      '86: a part beside the region that holds it',
      exam(['肝脏常规超声检查', '胆囊常规超声检查'], lines('012302030010000×2=180')),
      ['86 90'],
    ],
    [
      '86: neck nodes beside the thyroid',
      exam(['甲状腺常规超声检查', '颈部淋巴结常规超声检查'], lines('012302030010000×2=180')),
      ['86 90'],
    ],
    [
      '87: reconstruction of several regions',
      exam(['CT胸部(平扫)'], lines('012301020010000×1=210', '210300004×2=645')),
      ['87 645'],
    ],
    [
      '88: one technique several times',
      exam(['MR颅脑(平扫)', 'MR颅脑弥散加权成像(DWI)'], lines('012301030010000×1=460', '012301030010001×2=100')),
      ['88 50'],
    ],
    [
      '89: vessel imaging beside plain, only a warning',
      exam(['MR颅脑(平扫)', 'MR颅内动脉血管成像(MRA)'], lines('012301030010000×1=460', '012301030030000×1=520')),
      ['89 460 warning'],
    ],
    ['90: the wrong unit', exam(['双侧颈动脉常规超声检查'], lines('012302030030000×2=160')), ['90 80']],
    [
      '94: an ordinary exam beside the bedside one',
      exam(['肝脏常规超声检查'], lines('012302030010000×2=180', '012302030010001×1=30'), { modifiers: bedside }),
      ['94 90'],
    ],
    ['96: MR beside MR guidance', exam(['MR临床操作的磁共振引导'], lines('012301030010000×1=460')), ['96 460']],
    ['97: CT beside CT guidance', exam(['CT临床操作的CT引导'], lines('012301020010000×1=210')), ['97 210']],
    ['98: B-mode beside guidance', exam(['甲状腺介入超声检查'], lines('012302020010000×1=38')), ['98 38']],
    ['99: colour Doppler beside guidance', exam(['甲状腺介入超声检查'], lines('012302030010000×1=90')), ['99 90']],
    [
      '80: chest CT of an inpatient without an indication',
      unindicated('CT胸部(平扫)', '012301020010000×1=210'),
      ['80 210 warning'],
    ],
    [
      '82: gating without an indication',
      {
        ...unindicated('MR肝脏(平扫)', '012301030010000×1=460', '012301030010021×1=20'),
        modifiers: gated,
        inpatient: false,
      },
      ['82 20 warning'],
    ],
    [
      '91: the uterus of an inpatient without an indication',
      unindicated('子宫常规超声检查', '012302030010000×1=90'),
      ['91 90 warning'],
    ],
    [
      '92: vessels of an inpatient without an indication',
      unindicated('双侧颈动脉常规超声检查', '012302030030000×1=80'),
      ['92 80 warning'],
    ],
    [
      '93: the heart of an inpatient without an indication',
      unindicated('成人心脏常规超声检查', '012302030020000×1=130'),
      ['93 130 warning'],
    ],
    ['above the ceiling', exam(['CT胸部(平扫)'], lines('012301020010000×1=250')), ['ceiling 40']],
    [
      'an excluded pair',
      exam(['CT颅脑(平扫)', 'CT颅内动脉血管成像(CTA)'], lines('012301020030000×1=435', '012301020010000×1=210')),
      ['excluded 210'],
    ],
  ])('%s', (_name, e, expected) => {
    expect(found(e)).toEqual(expected)
  })

  it('95: a lower device charged as a higher one, under the list graded by hardware', () => {
    const old = createAuditor(pricerBefore, [])
    const e = exam(['MR颅脑(平扫)'], lines('210200001-4×1=645'), { date: '2025-05-02', deviceItems: ['210200001-3'] })
    expect(old.audit(e).suspicions.map((s) => [s.kind, s.stakeCents / 100])).toEqual([['95', 122]])
  })

  it.each<[string, Partial<AuditedExam>]>([
    ['there is an indication', { inpatient: true, indicated: true }],
    ['nobody knows whether there is an indication', { inpatient: true }],
    ['the patient is no inpatient', { inpatient: false, indicated: false }],
    ['nobody knows whether the patient is an inpatient', { indicated: false }],
  ])('80 is not raised where %s', (_name, more) => {
    expect(found(exam(['CT胸部(平扫)'], lines('012301020010000×1=210'), more))).toEqual([])
  })

  it('80 counts the AI item and what belongs to the scan, and says in both languages what rebuts it', () => {
    const e = unindicated('CT胸部(平扫)', '012301020010100×1=210')
    const [suspicion] = auditor.audit(e).suspicions
    if (suspicion === undefined) throw new Error('no suspicion')
    expect([suspicion.kind, suspicion.certainty, suspicion.lines]).toEqual(['80', 'A', ['L1']])
    expect(explainSuspicion(suspicion, [jiangxi], 'zh')[1]).toContain('没有指征记录；病历中写有指征即可申辩')
    expect(explainSuspicion(suspicion, [jiangxi], 'en')[1]).toContain('an indication in the medical record rebuts it')
  })

  it('85: needs data that charge lines do not hold, and says so', () => {
    expect(AUDIT_KINDS.filter((k) => k.detection === 'needs-data').map((k) => k.id)).toEqual(['85'])
  })

  it('never counts one line twice', () => {
    const e = exam(['CT胸部(平扫+增强)'], lines('012301020010000×1=210', '012301020020000×1=280', '210300004×1=322.5'))
    expect(found(e)).toEqual(['81 322.5', '83 140'])
  })

  it('names what it cannot hold against a quote', () => {
    const { problems } = auditor.audit({
      ...exam([], lines('012301020010000×1=210')),
      items: [{ code: '20999999999999' }],
    })
    expect(problems.map((p) => p.code)).toEqual(['price-unknown-item'])
    expect(auditor.audit(exam(['CT胸部(平扫)'], lines('012301020010000×0.5=105'))).problems.map((p) => p.code)).toEqual(
      ['audit-bad-quantity'],
    )
  })

  it('is not raised for what was refunded', () => {
    const chest = ['CT胸部(平扫)']
    const refunded = lines('012301020010000×2=420', '012301020010000×-1=-210')
    expect(found(exam(chest, refunded))).toEqual([])
    expect(found(exam(chest, lines('012301020010000×2=420')))).toEqual(['beyond 210'])
    expect(found(exam(chest, lines('012301020010000×1=210', '210300004×1=322.5', '210300004×-1=-322.5')))).toEqual([])
    const nothing = lines('012301020010000×1=210', '012301020010000×-1=-210')
    expect(found(exam(chest, nothing, { performed: false }))).toEqual([])
    expect(auditor.audit(exam(chest, lines('012301020010000×-1=-210'))).problems).toEqual([
      { code: 'audit-refund-unmatched', line: 'L1' },
    ])
  })
})

describe('rates', () => {
  const chest = exam(['CT胸部(平扫)'], lines('012301020010000×1=210'), { inpatient: true, department: '骨科' })
  const rates = (kind: string, threshold: number, exams: readonly AuditedExam[]): readonly string[] =>
    auditRates(pricer, { exams, admissions: { 骨科: 10 }, thresholds: { [kind]: threshold } }).map(
      (s) => `${s.id} ${s.stakeCents / 100}`,
    )

  it.each([
    ['80', chest],
    ['91', exam(['子宫常规超声检查'], lines('012302030010000×1=210'), { inpatient: true, department: '骨科' })],
    ['92', exam(['双侧颈动脉常规超声检查'], lines('012302030030000×1=210'), { inpatient: true, department: '骨科' })],
    ['93', exam(['成人心脏常规超声检查'], lines('012302030020000×1=210'), { inpatient: true, department: '骨科' })],
  ] as const)('%s: more exams without an indication than the threshold', (kind, e) => {
    expect(rates(kind, 0.2, [e, e, e])).toEqual([`骨科/${kind} 210`])
    expect(rates(kind, 0.3, [e, e, e])).toEqual([])
    expect(rates(kind, 0.2, [e, e, { ...e, indicated: true }])).toEqual([])
  })

  it('82: gating surcharges as a rule', () => {
    const gated = exam(['MR肝脏(平扫)'], lines('012301030010000×1=460', '012301030010021×1=20'), { department: '骨科' })
    expect(rates('82', 0.5, [gated, gated, chest])).toEqual(['骨科/82 480'])
    const refund = { id: 'R', code: '012301030010021', quantity: -1, amountCents: -2000 }
    expect(rates('82', 0.5, [gated, { ...gated, lines: [...gated.lines, refund] }, chest])).toEqual([])
  })
})

describe('handling a suspicion', () => {
  const [suspicion] = auditor.audit(exam(['CT胸部(平扫)'], lines('012301020010000×1=250'))).suspicions
  if (suspicion === undefined) throw new Error('no suspicion')
  const said = { by: '医院价格办', day: '2025-07-01', text: '含加急费' }

  it('takes a rebuttal and a closing by a person, and returns no more than was at stake', () => {
    const answered = rebut(suspicion, said)
    expect(answered.ok && answered.suspicion.rebuttals).toEqual([said])
    const closed = closeSuspicion(suspicion, { ...said, by: '审核员', result: 'upheld' }, 99_999)
    expect(closed.ok && closed.suspicion.closing?.returnedCents).toBe(4000)
    const dismissed = closeSuspicion(suspicion, { ...said, result: 'dismissed' }, 4000)
    expect(dismissed.ok && dismissed.suspicion.closing?.returnedCents).toBe(0)
  })

  it('wants a reason, and stays closed', () => {
    expect(rebut(suspicion, { ...said, text: ' ' })).toMatchObject({ problem: { code: 'audit-text-empty' } })
    const closed = closeSuspicion(suspicion, { ...said, result: 'dismissed' })
    expect(closed.ok && rebut(closed.suspicion, said)).toMatchObject({ problem: { code: 'audit-closed' } })
  })

  it('says itself in both languages', () => {
    expect(explainSuspicion(suspicion, [jiangxi], 'zh')).toEqual([
      '单价高于公布价',
      '计算机体层成像（CT）平扫公布价 210 元，实收单价 250 元',
    ])
    expect(explainSuspicion(suspicion, [jiangxi], 'en')).toEqual([
      'unit price above the listed one',
      'CT plain scan: listed 210, charged 250 each',
    ])
  })
})
