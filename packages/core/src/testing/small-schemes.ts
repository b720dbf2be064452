import type { Field, Modality, Scheme } from '../model/scheme.ts'

/** The four schemes with the heads that the small edition needs. */
export const SMALL_SCHEMES: readonly Scheme[] = [
  scheme('radiology', 14, { CT: '20 21 22', MR: '30 33', DR: '40', MDR: '42', CR: '43', MG: '44', RF: '45' }, [
    field('device', 2, 'radiology-devices'),
    field('part1', 2, 'radiology-parts'),
    { ...field('part2', 2, 'radiology-parts'), pathFrom: 'part1' },
    { ...field('part3', 2, 'radiology-parts'), pathFrom: 'part1' },
    field('scan', 2, { CT: 'scans-ct', MR: 'scans-mr', XR: 'scans-xr' }),
    {
      ...field('processing', 2, { CT: 'processings', MR: 'processings', XR: 'positions' }),
      nameByTag: { XR: 'position' },
    },
    { ...field('supplementary', 2, null), fixed: '00' },
  ]),
  scheme('ultrasound', 14, { US: '50' }, [
    { ...field('modality', 2, null), fixed: '50' },
    field('system', 2, 'ultrasound-systems'),
    { ...field('part', 2, 'ultrasound-parts'), pathFrom: 'system' },
    field('route', 1, 'ultrasound-routes'),
    field('detail', 2, 'ultrasound-details'),
    field('scan', 2, 'ultrasound-scans'),
    { ...field('supplementary', 3, null), fixed: '000' },
  ]),
  scheme('pet', 12, { 'PET/CT': 'A0', 'PET/MR': 'B0' }, [
    field('modality', 2, 'pet-modalities'),
    { ...field('image', 2, null), fixed: '10' },
    field('system', 2, 'pet-systems'),
    { ...field('part', 2, 'pet-parts'), pathFrom: 'system' },
    field('scan', 2, 'pet-scans'),
    { ...field('supplementary', 2, null), fixed: '00' },
  ]),
  scheme('spect', 13, { SPECT: 'C0' }, [
    field('modality', 2, 'spect-modalities'),
    field('image', 2, 'spect-images'),
    field('system', 2, 'spect-systems'),
    { ...field('part', 2, 'spect-parts'), pathFrom: 'system' },
    field('scan', 2, 'spect-scans'),
    field('process', 1, 'spect-processes'),
    field('dose', 1, 'spect-doses'),
    { ...field('supplementary', 1, null), fixed: '0' },
  ]),
]

function field(name: string, width: number, dictionary: Field['dictionary']): Field {
  return { name, title: { zh: name, en: name }, width, dictionary }
}

function scheme(
  id: Scheme['id'],
  length: number,
  heads: Partial<Record<Modality, string>>,
  fields: readonly Field[],
): Scheme {
  const rows = Object.entries(heads).flatMap(([modality, list]) =>
    list
      .split(' ')
      .map((head) => [head, { modality: modality as Modality, tag: tagOf(modality as Modality) }] as const),
  )
  return { id, title: { zh: id, en: id }, length, heads: Object.fromEntries(rows), fields }
}

function tagOf(modality: Modality): string {
  return ['DR', 'MDR', 'CR', 'MG', 'RF'].includes(modality) ? 'XR' : modality
}
