import { describe, expect, it } from 'vitest'
import { createFacetCodec } from '../codes/facet-codec.ts'
import { smallEdition, withValue } from '../testing/small-edition.ts'
import { englishName } from './english-name.ts'

const edition = smallEdition()

function nameOf(code: string, of = edition): string {
  const facets = createFacetCodec(of).facetsOf(code)
  if (facets === null) throw new Error(`no code ${code}`)
  return englishName(of, facets)
}

describe('English names', () => {
  it.each([
    ['device, part and scan', '20010100110000', 'CT brain, plain'],
    ['post-processing with the scan', '20040100111100', 'CT chest, plain with 3D reconstruction'],
    ['post-processing alone', '20999999001100', 'CT, 3D reconstruction'],
    ['the position', '40072201003700', 'DR left knee, AP and lateral'],
    ['method and position', '44040803M16700', 'MG both breasts, mammography, CC and MLO'],
    ['no method where nothing is said', '42040100000000', 'Mobile DR chest'],
    ['a derived device', '22072201110000', '16-slice CT left knee, plain'],
    ['route, detail and scan of ultrasound', '50U603225C7000', 'US uterus, transvaginal, follicle monitoring, bedside'],
    ['a range', 'B010A100A000', 'PET/MR trunk, routine PET'],
    ['a nuclear scan', 'C010A107Be000', 'SPECT bone, three-phase bone imaging'],
  ])('say %s', (_, code, name) => {
    expect(nameOf(code)).toBe(name)
  })

  it('take the English word that a value has in names', () => {
    const own = withValue(edition, 'radiology-devices', '20', { inNameEn: { '*': 'Computed tomography' } })
    expect(nameOf('20010100110000', own)).toBe('Computed tomography brain, plain')
  })
})
