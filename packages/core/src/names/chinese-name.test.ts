import { describe, expect, it } from 'vitest'
import { createFacetCodec } from '../codes/facet-codec.ts'
import type { Edition } from '../model/edition.ts'
import type { FacetValue } from '../model/facets.ts'
import { smallEdition, withValue } from '../testing/small-edition.ts'
import { chineseName } from './chinese-name.ts'

/** The small edition with its scans written as the standard writes them. */
function writing(): Edition {
  const brackets = [
    ['scans-ct', ['11', '21', '22', '43']],
    ['scans-mr', ['11', '21', '22', '7E', '7F']],
  ] as const
  let edition = smallEdition()
  for (const [dictionary, codes] of brackets) {
    for (const code of codes) edition = withValue(edition, dictionary, code, { writing: 'bracket' })
  }
  return edition
}

const edition = writing()

function valueIn(of: Edition, dictionary: string, code: string): FacetValue {
  const value = of.dictionaries.get(dictionary)?.values.get(code)
  if (value === undefined) throw new Error(`no ${dictionary} ${code}`)
  return value
}

function nameOf(code: string, of: Edition = edition): string {
  const facets = createFacetCodec(of).facetsOf(code)
  if (facets === null) throw new Error(`no code ${code}`)
  return chineseName(of, facets)
}

describe('Chinese names', () => {
  it.each([
    ['a plain scan in brackets', '20010100110000', 'CT颅脑(平扫)'],
    ['a composite in brackets', '20010100220000', 'CT颅脑(平扫+增强)'],
    ['post-processing inside the brackets', '20040100111100', 'CT胸部(平扫+三维重建)'],
    ['a scan of its own behind the part', '30010100520000', 'MR颅脑弥散加权成像(DWI)'],
    ['a noun of part and scan once', '20080602330000', 'CT冠状动脉血管成像(CTA)'],
    ['post-processing alone on the part', '20040100004100', 'CT胸部肺结节分析'],
    ['post-processing alone on no part', '20999999001100', 'CT三维重建'],
    ['a scan of no part without brackets', '20999999110000', 'CT平扫'],
    ['scan and processing of no part', '20999999111100', 'CT平扫+三维重建'],
    ['a processing behind an open scan', '20080602331100', 'CT冠状动脉血管成像(CTA)+三维重建'],
    ['the device of a derived code', '22072201221100', '16排CT左膝关节(平扫+增强+三维重建)'],
    ['a position', '40072203003700', 'DR双膝关节正、侧位'],
    ['no position', '42040100000000', '移动DR胸部'],
    ['a method before the position', '44040803M16700', 'MG双侧乳腺钼靶轴斜位'],
    ['a bracketed qualifier of the part as it is', '20010104110000', 'CT颅脑[外伤](平扫)'],
    ['route, part, detail, scan in ultrasound', '50U603225C7000', '经阴道子宫卵泡监测床旁超声检查'],
    ['no route and no detail in ultrasound', '50U101000C0000', '甲状腺常规超声检查'],
    ['a scan that says the part alone', 'C010A107Be000', 'SPECT三时相骨显像'],
  ])('write %s', (_, code, name) => {
    expect(nameOf(code)).toBe(name)
  })

  it('take the word that a part has in names of the modality, then of the tag', () => {
    const own = withValue(edition, 'radiology-parts', '051000', { inName: { XR: '腹部', DR: '腹部平片' } })
    expect(nameOf('40051000000100', own)).toBe('DR腹部平片正位')
    expect(nameOf('42051000005100', own)).toBe('移动DR腹部随机位')
    expect(nameOf('20051000110000', own)).toBe('CT中下腹部(平扫)')
  })

  it('put the part into the slot of the scan, and keep the name of the scan where there is no part', () => {
    const own = withValue(edition, 'scans-mr', '58', { inName: { '*': '磁共振{part}波谱成像(MRS)' } })
    expect(nameOf('30010100580000', own)).toBe('MR磁共振颅脑波谱成像(MRS)')
    expect(nameOf('30999999580000', own)).toBe('MR磁共振波谱成像(MRS)')
  })

  it('leave the part out where the scan stands alone', () => {
    const own = withValue(edition, 'scans-ct', '42', { writing: 'alone' })
    expect(nameOf('20051002420000', own)).toBe('CT尿路造影成像(CTU)')
  })

  it('drop the part where a detail begins with it', () => {
    const own = withValue(edition, 'ultrasound-details', '25', { name: '子宫动脉' })
    expect(nameOf('50U603025C7000', own)).toBe('子宫动脉床旁超声检查')
  })

  it('join a measurement to the scan and drop the part from its front', () => {
    const measured = new Map(edition.dictionaries).set('spect-processes', {
      id: 'spect-processes',
      title: { zh: '测定', en: 'measurement' },
      values: new Map([['1', { ...valueIn(edition, 'spect-processes', '0'), code: '1', name: '骨密度测定' }]]),
    })
    expect(nameOf('C010A107B4100', { ...edition, dictionaries: measured })).toBe('SPECT骨静态显像+密度测定')
  })

  it('refuse a value that is in no dictionary', () => {
    const facets = createFacetCodec(edition).facetsOf('20010100110000')
    if (facets?.scheme !== 'radiology') throw new Error('no CT code')
    expect(() => chineseName(edition, { ...facets, scan: '98' })).toThrow('no dictionary of scan has the value 98')
  })
})
