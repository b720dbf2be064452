import { loadEdition, loadVocabulary } from '@yingma/edition'
import { describe, expect, it } from 'vitest'
import { createNormaliser } from '../index.ts'

const normaliser = createNormaliser(loadEdition(), loadVocabulary())
const codesOf = (name: string) => normaliser.normalise({ name }).items.map(({ code }) => code)
const set = (name: string) => [...codesOf(name)].sort()

describe('what a shared head or tail covers', () => {
  it.each<[what: string, short: string, long: string]>([
    ['a modality before a list', 'CT颅脑平扫、胸部平扫', 'CT颅脑平扫，CT胸部平扫'],
    ['a method behind a list of parts', '颅脑、胸部CT平扫', '颅脑CT平扫，胸部CT平扫'],
    ['parts in a bracket', 'CT(颅脑+胸部)平扫', '颅脑CT平扫，胸部CT平扫'],
    ['a side before a list', '左膝、踝关节DR正侧位', '左膝关节DR正侧位，左踝关节DR正侧位'],
    ['left and right of one place', '左膝关节CT平扫，右膝关节CT平扫', '双膝关节CT平扫'],
    ['a part said twice', '右肩关节(右肩)MR平扫', '右肩关节MR平扫'],
    ['words for one method', '胸部CT平扫+增强', '胸部CT(平扫+增强)'],
    ['an upgrade', '胸部CT升级MR平扫', '胸部MR平扫'],
  ])('%s', (_, short, long) => {
    expect(codesOf(short)).not.toContain(null)
    expect(codesOf(short)).not.toEqual([])
    expect(set(short)).toEqual(set(long))
  })

  it('the order of exams in a name does not change the set', () => {
    const exams = ['颅脑CT平扫', '胸部CT增强', '左膝关节DR正侧位', '颈椎MR平扫']
    const [first, ...rest] = exams
    expect(set(exams.join('，'))).toEqual(set([...rest, first].join('，')))
    expect(set(exams.join('，'))).toEqual(exams.flatMap(codesOf).sort())
  })

  it.each(['，', '；', '+', '|', '\n', '/', '、'])('exams that say everything are parted by %j', (mark) => {
    expect(set(`颅脑CT平扫${mark}胸部CT平扫`)).toEqual(set('颅脑CT平扫，胸部CT平扫'))
  })

  it('an exam said twice counts once', () => {
    expect(codesOf('胸部CT平扫，胸部CT平扫')).toEqual(codesOf('胸部CT平扫'))
  })
})
